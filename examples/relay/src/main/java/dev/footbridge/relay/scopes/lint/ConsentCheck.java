package dev.footbridge.relay.scopes.lint;

import dev.footbridge.core.scope.Consent;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.ScopeInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who has to consent, as the document says it and as it is. */
final class ConsentCheck implements Check {

    private static final Pattern COUNT =
            Pattern.compile("(?i)\\b(\\d{1,3}) (?:permissions|scopes)\\b[^.]{0,20}\\b(?:need|require)s? admin");

    @Override
    public void check(Subject subject, Consumer<Finding> findings) {
        Map<String, Entry> first = new HashMap<>();
        for (Listing listing : subject.document().listings()) {
            for (Entry entry : listing.entries()) {
                Optional<Boolean> said = entry.cell(Column.CONSENT).flatMap(ConsentCheck::administrator);
                said.ifPresent(administrator -> row(subject, listing, entry, administrator, first, findings));
            }
        }
        for (Passage passage : subject.document().passages()) {
            for (Passage.Sentence sentence : passage.sentences()) {
                Matcher count = COUNT.matcher(sentence.text());
                if (count.find()) {
                    counted(subject, sentence, Integer.parseInt(count.group(1)), findings);
                }
            }
        }
    }

    private static Optional<Boolean> administrator(String cell) {
        String word = Wording.plain(cell).toLowerCase(Locale.ROOT);
        if (word.equals("yes") || word.equals("required") || word.equals("true") || word.contains("admin")) {
            return Optional.of(true);
        }
        if (word.equals("no") || word.equals("not required") || word.equals("false") || word.equals("each user")) {
            return Optional.of(false);
        }
        return Optional.empty();
    }

    private static void row(
            Subject subject,
            Listing listing,
            Entry entry,
            boolean said,
            Map<String, Entry> first,
            Consumer<Finding> findings) {
        Set<GrantType> types = subject.types(listing, entry);
        List<ScopeInfo> variants = variants(subject.facts(), entry.name(), types);
        if (!variants.isEmpty() && variants.stream().allMatch(info -> contradicts(info, said))) {
            findings.accept(new Finding(
                    Rule.CONSENT_WRONG,
                    entry.line(),
                    entry.name(),
                    "the row says that an administrator " + (said ? "has to consent" : "need not consent"),
                    entry.name() + " as " + GrantWords.words(types) + " is consented to by "
                            + variants.get(0).consent().who(),
                    List.of()));
        }
        Entry before = first.putIfAbsent(entry.name() + " " + types, entry);
        if (before != null
                && administrator(before.cell(Column.CONSENT).orElse("")).orElse(said) != said) {
            findings.accept(new Finding(
                    Rule.CONTRADICTION,
                    entry.line(),
                    entry.name(),
                    "the row says \"" + entry.cell(Column.CONSENT).orElse("") + "\" about the administrator's consent",
                    "line " + before.line() + " says \""
                            + before.cell(Column.CONSENT).orElse("") + "\" of the same scope in the same grant type",
                    List.of()));
        }
    }

    /** Only what leaves no doubt: who installs an app may be an administrator. */
    private static boolean contradicts(ScopeInfo info, boolean administrator) {
        return administrator
                ? info.consent() == Consent.USER || info.consent() == Consent.NOBODY
                : info.consent() == Consent.ADMINISTRATOR;
    }

    private static List<ScopeInfo> variants(PlatformFacts facts, String name, Set<GrantType> types) {
        return facts.variants(name).entrySet().stream()
                .filter(variant -> types.contains(variant.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The lists after the sentence, until as many scopes were seen. */
    private static void counted(Subject subject, Passage.Sentence sentence, int count, Consumer<Finding> findings) {
        List<String> without = new ArrayList<>();
        int seen = 0;
        for (Listing listing : subject.document().listings()) {
            for (Entry entry : listing.entries()) {
                if (entry.line() > sentence.line() && seen < count) {
                    seen++;
                    boolean free = variants(subject.facts(), entry.name(), subject.types(listing, entry)).stream()
                            .anyMatch(info -> contradicts(info, true));
                    if (free) {
                        without.add(entry.name());
                    }
                }
            }
        }
        if (seen > 0 && (!without.isEmpty() || seen < count)) {
            findings.accept(new Finding(
                    Rule.CONSENT_COUNT,
                    sentence.line(),
                    "",
                    "the text says that " + count + " scopes need an administrator's consent",
                    without.size() + " of the " + seen + " listed come in a grant type that needs none: "
                            + PlatformFacts.list(without),
                    without));
        }
    }
}
