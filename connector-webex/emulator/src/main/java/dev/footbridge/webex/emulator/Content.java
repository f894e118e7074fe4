package dev.footbridge.webex.emulator;

import java.util.List;
import java.util.Optional;

/**
 * What a message says.
 *
 * @param text what clients without formatting show
 * @param markdown as it was posted; people's own clients leave none
 * @param html what the clients show; only where there is formatting
 * @param mentionedPeople ids, each once, in order
 * @param mentionsAll whether the whole room is rung
 */
record Content(
        String text,
        Optional<String> markdown,
        Optional<String> html,
        List<String> mentionedPeople,
        boolean mentionsAll) {
    Content {
        mentionedPeople = List.copyOf(mentionedPeople);
    }

    static Content plain(String text) {
        return new Content(text, Optional.empty(), Optional.empty(), List.of(), false);
    }

    boolean mentions(Person person) {
        return mentionedPeople.contains(person.id());
    }
}
