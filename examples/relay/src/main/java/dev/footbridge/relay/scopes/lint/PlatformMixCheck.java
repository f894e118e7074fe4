package dev.footbridge.relay.scopes.lint;

import dev.footbridge.relay.scopes.lint.Passage.Sentence;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An example about somebody who uses one platform, in which they act on another one. */
final class PlatformMixCheck implements Check {

    @Override
    public void check(Subject subject, Consumer<Finding> findings) {
        String names = subject.platformNames().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        Pattern uses = Pattern.compile("\\b(\\p{Lu}\\w+) (?:uses|works in|is on) (" + names + ")\\b");
        Pattern acts = Pattern.compile("(?i)\\b(?:he|she|they|who) (?:posts?|writes?|sends?|types?|shares?|reacts?)\\b"
                + "[^.;]{0,40}? (?:on|in|to) (" + names + ")\\b");
        for (Passage passage : subject.document().passages()) {
            Matcher home = uses.matcher(passage.text());
            if (home.find()) {
                for (Sentence sentence : passage.sentences()) {
                    Matcher elsewhere = acts.matcher(sentence.text());
                    if (elsewhere.find() && !elsewhere.group(1).equals(home.group(2))) {
                        findings.accept(new Finding(
                                Rule.PLATFORM_MIX,
                                sentence.line(),
                                "",
                                home.group(1) + " uses " + home.group(2) + " and then acts on " + elsewhere.group(1),
                                "\"" + home.group() + "\" and \"" + elsewhere.group() + "\"",
                                List.of()));
                    }
                }
            }
        }
    }
}
