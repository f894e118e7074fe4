package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The thread that a new message goes to.
 *
 * @param threadId an existing one; empty starts a new one
 * @param ignored whether what the request says of threads has no effect
 */
record ThreadChoice(Optional<String> threadId, boolean ignored) {
    static ThreadChoice of(Call call, JsonNode body, ChatSpace space, String key) {
        String option =
                call.option("messageReplyOption", "message_reply_option").orElse("");
        if (!space.threaded()) {
            return new ThreadChoice(Optional.empty(), true);
        }
        String name = body.path("thread").path("name").asText("");
        Optional<String> existing = name.isEmpty()
                ? key.isEmpty() ? Optional.empty() : space.threadByKey(key)
                : Optional.of(name)
                        .filter(text -> text.startsWith(space.name() + "/threads/"))
                        .map(text -> text.substring(text.lastIndexOf('/') + 1))
                        .filter(space::hasThread);
        return switch (option) {
            case "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD" -> new ThreadChoice(existing, false);
            case "REPLY_MESSAGE_OR_FAIL" -> {
                // A new key makes a new thread; a name that is not there makes none.
                if (existing.isEmpty() && !name.isEmpty()) {
                    throw ChatFault.notFound();
                }
                yield new ThreadChoice(existing, false);
            }
            case "", "MESSAGE_REPLY_OPTION_UNSPECIFIED" -> new ThreadChoice(Optional.empty(), true);
            default -> throw ChatFault.invalid("Invalid value at 'message_reply_option', \"" + option + "\"");
        };
    }
}
