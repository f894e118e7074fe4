package dev.footbridge.testkit.emulator;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The hands and eyes of the people who use the platform's own client. Text is what a person types, with the shorthand of
 * {@link TypedText}; reactions are emoji characters. Every verb has the effect and causes the events it has on the platform.
 * Safe for concurrent use. Unknown ids are an {@link IllegalArgumentException}; what the platform would not allow (editing
 * another's message) is an {@link IllegalStateException}.
 */
public interface HumanClient {
    List<ClientUser> users();

    List<ClientChannel> channels();

    /** The newest messages of a channel, thread replies included, oldest first. */
    List<ClientMessage> messages(String channelId, int limit);

    /**
     * @param replyTo the message whose thread this goes to
     * @return the id of the new message
     */
    String post(String userId, String channelId, String text, Optional<String> replyTo);

    default String post(String userId, String channelId, String text) {
        return post(userId, channelId, text, Optional.empty());
    }

    /** Posts with files; the text may be empty. Only for platforms whose people can. */
    default String post(
            String userId, String channelId, String text, Optional<String> replyTo, List<ClientFile> files) {
        throw new UnsupportedOperationException("people cannot post files here");
    }

    /** The files of a message, in the order people see them, as they are when opened. Defaults to none. */
    default List<ClientFile> files(String channelId, String messageId) {
        return List.of();
    }

    void edit(String userId, String channelId, String messageId, String text);

    void delete(String userId, String channelId, String messageId);

    void react(String userId, String channelId, String messageId, String emoji);

    void unreact(String userId, String channelId, String messageId, String emoji);

    /**
     * The ids of those whom the message rings: the people it mentions, all members of the channel when it mentions everybody.
     * Nobody when its mentions are mere text or it is deleted. Where the vendor leaves open whether somebody is rung, they are.
     */
    Set<String> mentioned(String channelId, String messageId);

    /**
     * Hears of every change in any channel, whoever made it, in order. The listener is called on the thread that made the
     * change and must return at once. Closing the result ends it.
     */
    Subscription listen(Consumer<ClientChange> listener);

    /** Ends a subscription; idempotent. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
