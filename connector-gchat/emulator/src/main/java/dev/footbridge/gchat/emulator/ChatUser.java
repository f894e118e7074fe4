package dev.footbridge.gchat.emulator;

/**
 * A person or a Chat app.
 *
 * @param id what stands after {@code users/}
 * @param handle what people type after an at sign
 * @param external whether somebody of another organisation
 */
record ChatUser(String id, String handle, String displayName, String email, boolean bot, boolean external) {
    String name() {
        return "users/" + id;
    }

    String type() {
        return bot ? "BOT" : "HUMAN";
    }

    String avatarUrl() {
        return "https://lh3.googleusercontent.com/a/" + handle;
    }
}
