package dev.footbridge.relay.scopes.lint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a text what somebody wants to do to the things a platform has. */
final class TaskReader {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z][A-Za-z']*|[.;:,()?!/&]");

    /** A thing so far from its verb belongs to another one. */
    private static final int REACH = 7;

    private final Set<String> things;
    private final String platformName;

    /**
     * @param things what the platform's calls are about
     * @param platformName its words are no things
     */
    TaskReader(Set<String> things, String platformName) {
        this.things = Set.copyOf(things);
        this.platformName = platformName;
    }

    List<Task> tasks(String text) {
        List<String> words = words(text);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Set<Action> actions = Language.verb(words.get(i));
            if (!actions.isEmpty()) {
                collect(words, i, actions, tasks);
            }
        }
        return tasks;
    }

    private List<String> words(String text) {
        String prose = Wording.plain(text).replace(platformName, " ");
        for (String name : Wording.shapedIn(prose)) {
            prose = prose.replace(name, " ");
        }
        List<String> words = new ArrayList<>();
        Matcher token = TOKEN.matcher(prose.toLowerCase(Locale.ROOT));
        while (token.find()) {
            words.add(token.group());
        }
        return words;
    }

    private void collect(List<String> words, int verb, Set<Action> actions, List<Task> tasks) {
        int at = verb + 1;
        while (at < words.size()
                && at - verb <= REACH
                && !isThing(words.get(at))
                && !Language.endsSearch(words.get(at))) {
            at++;
        }
        if (at >= words.size() || !isThing(words.get(at))) {
            return;
        }
        List<String> heads = new ArrayList<>();
        int end = at;
        while (end < words.size() && isThing(words.get(end))) {
            int last = end;
            while (last + 1 < words.size() && isThing(words.get(last + 1))) {
                last++;
            }
            heads.add(Language.noun(words.get(last)));
            end = afterJoin(words, last + 1);
        }
        Set<String> around = around(words, at);
        String said = String.join(" ", words.subList(verb, Math.min(end, words.size())));
        for (String head : heads) {
            tasks.add(new Task(actions, said, head, around));
        }
    }

    /** Where the next of several things joined by "and" begins; the end when there is none. */
    private int afterJoin(List<String> words, int next) {
        if (next + 1 < words.size() && Language.joins(words.get(next)) && isThing(words.get(next + 1))) {
            return next + 1;
        }
        return next;
    }

    private Set<String> around(List<String> words, int from) {
        Set<String> around = new LinkedHashSet<>();
        for (int i = from; i < words.size() && !Language.endsClause(words.get(i)); i++) {
            if (isThing(words.get(i))) {
                around.add(Language.noun(words.get(i)));
            }
        }
        return around;
    }

    private boolean isThing(String word) {
        String noun = Language.noun(word);
        return things.contains(noun) || Language.ABSTRACT.contains(noun);
    }
}
