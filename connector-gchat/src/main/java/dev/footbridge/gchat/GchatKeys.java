package dev.footbridge.gchat;

import dev.footbridge.core.id.ChannelId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a draft's idempotency key is to Google Chat: the id of the message ({@code messageId}) and of the request
 * ({@code requestId}). Both follow from the key alone, so a repetition after a crash is still the same post. See
 * <a href="https://developers.google.com/workspace/chat/create-messages#name_a_created_message">Name a message</a>.
 */
final class GchatKeys {

    private static final String WHOLE = "client-k";
    private static final String HASHED = "client-x";

    /** Google's most is 63 characters. */
    private static final int MAX_CLIENT_ID = 63;

    private static final int MAX_KEY = MAX_CLIENT_ID - WHOLE.length();
    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,64}");

    private GchatKeys() {}

    /** The message's id: the key itself where it fits, otherwise a hash of it. */
    static String clientId(String key) {
        return key.length() <= MAX_KEY
                ? WHOLE + key
                : HASHED + HexFormat.of().formatHex(sha256(key)).substring(0, MAX_KEY);
    }

    /** The key that a message's id holds. */
    static Optional<String> key(String clientId) {
        return clientId.startsWith(WHOLE)
                ? Optional.of(clientId.substring(WHOLE.length()))
                        .filter(key -> KEY.matcher(key).matches())
                : Optional.empty();
    }

    /** Whether this connector chose the id. */
    static boolean isOurs(String clientId) {
        return clientId.startsWith(WHOLE) || clientId.startsWith(HASHED);
    }

    /** The request's id; the same key in another space is another request. */
    static String requestId(ChannelId channel, String key) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(channel.value() + "/" + key));
        return new UUID(hash.getLong(), hash.getLong()).toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
