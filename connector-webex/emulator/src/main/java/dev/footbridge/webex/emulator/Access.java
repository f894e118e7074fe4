package dev.footbridge.webex.emulator;

/** Finds what a caller may touch; what one may not see is not there. Call with the lock held. */
final class Access {
    private static final String NO_ROOM = "Could not find a room with provided ID.";
    private static final String NO_MESSAGE = "Could not find a message with provided ID.";

    private final Organization organization;

    Access(Organization organization) {
        this.organization = organization;
    }

    /** A room in which the caller is, or any for a compliance officer. */
    Room room(Call call, String roomId) {
        return organization
                .room(Ids.read(Ids.Kind.ROOM, roomId))
                .filter(room -> call.officer() || room.has(call.caller()))
                .orElseThrow(() -> WebexFault.notFound(NO_ROOM));
    }

    Message message(Call call, String messageId) {
        return organization
                .message(Ids.read(Ids.Kind.MESSAGE, messageId))
                .filter(message -> sees(call, message))
                .orElseThrow(() -> WebexFault.notFound(NO_MESSAGE));
    }

    private static boolean sees(Call call, Message message) {
        return call.officer() || message.room().has(call.caller()) && message.visibleTo(call.caller());
    }

    /** A file of a message that the caller sees. */
    StoredFile file(Call call, String contentId) {
        return organization
                .file(Ids.read(Ids.Kind.CONTENT, contentId))
                .filter(file -> sees(call, file.message()))
                .orElseThrow(() -> WebexFault.notFound("The requested resource could not be found."));
    }
}
