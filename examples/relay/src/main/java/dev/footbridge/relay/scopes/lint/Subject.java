package dev.footbridge.relay.scopes.lint;

import dev.footbridge.core.scope.GrantType;
import dev.footbridge.relay.scopes.lint.Passage.Sentence;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A document and the facts it is held against.
 *
 * @param platformNames as their vendors write them, all that are known
 */
record Subject(PermissionDocument document, PlatformFacts facts, TaskReader tasks, List<String> platformNames) {

    /** The entries that name a scope there is. */
    List<Entry> known(Listing listing) {
        return listing.entries().stream()
                .filter(entry -> facts.knows(entry.name()))
                .toList();
    }

    /** The grant types an entry is about: those of its row, else of the headings, else all the scope comes in. */
    Set<GrantType> types(Listing listing, Entry entry) {
        Set<GrantType> said = said(listing, entry);
        return said.isEmpty() ? every(entry.name()) : said;
    }

    /** The grant types that the row or the headings state; empty when neither does. */
    Set<GrantType> said(Listing listing, Entry entry) {
        Set<GrantType> row = stated(GrantWords.cell(entry.cell(Column.TYPE).orElse("")));
        return row.isEmpty() ? heading(listing.section()) : row;
    }

    Set<GrantType> heading(Section section) {
        Set<GrantType> nearest = stated(GrantWords.heading(section.title()));
        return nearest.isEmpty() ? stated(GrantWords.headingAbove(section.path())) : nearest;
    }

    /** Words for grant types that this platform does not have mean something else. */
    private Set<GrantType> stated(Set<GrantType> types) {
        return types.isEmpty() ? types : facts.known(types);
    }

    private Set<GrantType> every(String name) {
        Set<GrantType> all = EnumSet.noneOf(GrantType.class);
        all.addAll(facts.variants(name).keySet());
        return all;
    }

    /** The scope that a sentence is about: the last one that it, the text before it or its heading names. */
    Optional<String> scopeOf(Passage passage, Sentence sentence) {
        for (String text :
                List.of(sentence.text(), sentence.before(), passage.section().title())) {
            List<String> names =
                    Wording.shapedIn(text).stream().filter(facts::knows).toList();
            if (!names.isEmpty()) {
                return Optional.of(names.get(names.size() - 1));
            }
        }
        return Optional.empty();
    }
}
