package dev.footbridge.core.connector;

import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How well a channel keeps content, as data. The contract suite checks it against behaviour.
 *
 * @param fidelities every {@link Element}; the constructor adds {@link Fidelity#DROPPED} for those left out
 * @param notes per element why it is less than full, one sentence for people
 * @param maxLength most characters of one message body that can still be edited later
 * @param foreign elements that messages read from this channel never have, as nobody can write them there or the
 *     platform does not tell
 * @param files which files it takes
 */
public record Features(
        Map<Element, Fidelity> fidelities,
        Map<Element, String> notes,
        int maxLength,
        Set<Element> foreign,
        FileLimits files) {

    /**
     * A platform that drops one of these has no such thing, so nobody there can write it. Of the other elements it may
     * drop what its own people do write: their files, pictures, edits.
     */
    private static final Set<Element> BOTH_WAYS = EnumSet.of(
            Element.BOLD,
            Element.ITALIC,
            Element.UNDERLINE,
            Element.STRIKE,
            Element.CODE,
            Element.HEADING,
            Element.QUOTE,
            Element.CODE_BLOCK,
            Element.BULLET_LIST,
            Element.ORDERED_LIST,
            Element.NESTED_LIST,
            Element.TABLE,
            Element.RULE,
            Element.REACTION);

    public Features {
        Map<Element, Fidelity> all = new EnumMap<>(Element.class);
        for (Element element : Element.values()) {
            all.put(element, fidelities.getOrDefault(element, Fidelity.DROPPED));
        }
        fidelities = Collections.unmodifiableMap(all);
        notes = Map.copyOf(notes);
        foreign = Set.copyOf(foreign);
    }

    /** Features of a channel where shapes and reactions that it drops never come from either. */
    public Features(Map<Element, Fidelity> fidelities, Map<Element, String> notes, int maxLength) {
        this(fidelities, notes, maxLength, dropped(fidelities), FileLimits.NONE);
    }

    private static Set<Element> dropped(Map<Element, Fidelity> fidelities) {
        Set<Element> dropped = EnumSet.copyOf(BOTH_WAYS);
        dropped.add(Element.CUSTOM_REACTION);
        dropped.removeIf(element -> fidelities.getOrDefault(element, Fidelity.DROPPED) != Fidelity.DROPPED);
        if (!dropped.contains(Element.REACTION)) {
            // People may react with emoji of their own even where others' mean nothing.
            dropped.remove(Element.CUSTOM_REACTION);
        }
        return dropped;
    }

    /** The same, with another word about what never comes. */
    public Features withForeign(Set<Element> elements) {
        return new Features(fidelities, notes, maxLength, elements, files);
    }

    /** The same, with files. */
    public Features withFiles(FileLimits limits) {
        return new Features(fidelities, notes, maxLength, foreign, limits);
    }

    /** How well an element is kept. */
    public Fidelity fidelity(Element element) {
        return fidelities.getOrDefault(element, Fidelity.DROPPED);
    }

    /** Why an element is less than full. */
    public Optional<String> note(Element element) {
        return Optional.ofNullable(notes.get(element));
    }

    /** Begins with a channel that keeps everything. */
    public static Builder builder() {
        return new Builder();
    }

    /** Takes what is less than full, each with one sentence for people that says why; the last word about an element counts. */
    public static final class Builder {
        private final Map<Element, Fidelity> fidelities = new EnumMap<>(Element.class);
        private final Map<Element, String> notes = new EnumMap<>(Element.class);

        private Builder() {
            for (Element element : Element.values()) {
                fidelities.put(element, Fidelity.FULL);
            }
        }

        /** Shown in another form. */
        public Builder degraded(Element element, String note) {
            return lesser(element, Fidelity.DEGRADED, note);
        }

        /** Left out. */
        public Builder dropped(Element element, String note) {
            return lesser(element, Fidelity.DROPPED, note);
        }

        /** Refused. */
        public Builder rejected(Element element, String note) {
            return lesser(element, Fidelity.REJECTED, note);
        }

        private Builder lesser(Element element, Fidelity fidelity, String note) {
            fidelities.put(element, fidelity);
            notes.put(element, note);
            return this;
        }

        /**
         * The features, without files; shapes and reactions that are dropped never come from there either.
         *
         * @param maxLength see {@link Features#maxLength}
         */
        public Features build(int maxLength) {
            return new Features(fidelities, notes, maxLength);
        }
    }
}
