package dev.footbridge.webex.emulator;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** Collects whom one text mentions. Somebody who is not in the room is not rung; the name stays as text. */
final class MentionFinder {
    static final String TAG = "spark-mention";

    private static final Pattern RAW_MENTION = Pattern.compile("<@([^<>\\n]{1,1000})>");

    /**
     * A mention as HTML.
     *
     * @param attributes of the tag, in the order in which Webex writes them; none: plain text
     */
    record Shown(Map<String, String> attributes, String text) {}

    private final Organization organization;
    private final Room room;
    private final Set<String> people = new LinkedHashSet<>();
    private boolean all;

    MentionFinder(Organization organization, Room room) {
        this.organization = organization;
        this.room = room;
    }

    Shown add(MentionNode mention) {
        if (mention.key() == MentionNode.Key.ALL) {
            all = true;
            return new Shown(attributes("groupMention", "data-group-type", "all"), "All");
        }
        Optional<Person> person = mention.key() == MentionNode.Key.EMAIL
                ? organization.personByEmail(mention.target())
                : organization.person(mention.target());
        String shown = mention.label().or(() -> person.map(Person::displayName)).orElse(mention.target());
        if (person.filter(room::has).isEmpty()) {
            return new Shown(Map.of(), shown);
        }
        String id = person.orElseThrow().id();
        people.add(id);
        return new Shown(attributes("person", "data-object-id", id), shown);
    }

    /** Whatever looks like a mention, also in code and after a backslash. */
    void addRaw(String markdown) {
        Matcher raw = RAW_MENTION.matcher(markdown);
        while (raw.find()) {
            MentionNode.read(raw.group(1)).ifPresent(this::add);
        }
    }

    /** Tags of raw HTML. */
    void addTags(String html) {
        for (Element tag : Jsoup.parseBodyFragment(html).select(TAG)) {
            all |= tag.attr("data-group-type").equals("all");
            organization
                    .person(tag.attr("data-object-id"))
                    .filter(room::has)
                    .ifPresent(person -> people.add(person.id()));
        }
    }

    Content.Mentioned found() {
        return new Content.Mentioned(List.copyOf(people), all);
    }

    private static Map<String, String> attributes(String type, String name, String value) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("data-object-type", type);
        attributes.put(name, value);
        return attributes;
    }
}
