package dev.footbridge.webex.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a message says.
 *
 * @param text what clients without formatting show
 * @param markdown as it was posted; people's own clients leave none
 * @param html what the clients show; only where there is formatting
 * @param mentions whom the API says it mentions
 * @param rings whom it rings where the vendor leaves open what counts as a mention
 */
record Content(String text, Optional<String> markdown, Optional<String> html, Mentioned mentions, Mentioned rings) {
    /**
     * People in a room.
     *
     * @param people ids, each once, in order
     * @param all whether it is the whole room
     */
    record Mentioned(List<String> people, boolean all) {
        static final Mentioned NOBODY = new Mentioned(List.of(), false);

        Mentioned {
            people = List.copyOf(people);
        }

        /** The ids of all of them. */
        List<String> in(Room room) {
            if (!all) {
                return people;
            }
            List<String> everybody = new ArrayList<>();
            room.members().forEach(member -> everybody.add(member.person().id()));
            return everybody;
        }
    }

    static Content plain(String text) {
        return new Content(text, Optional.empty(), Optional.empty(), Mentioned.NOBODY, Mentioned.NOBODY);
    }

    /** What a person's client sends. */
    static Content html(String html, Mentioned mentions) {
        return new Content(ShownHtml.text(html), Optional.empty(), Optional.of(html), mentions, mentions);
    }

    boolean mentions(Person person) {
        return mentions.people().contains(person.id());
    }
}
