package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.testkit.emulator.ClientFile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@link ConnectorContract} needs to test one connector: the connector, and the hands of people, operators and
 * attackers on the platform it is connected to, which is an emulator or a fake. Asked for anew before each test; may
 * reuse a running platform as long as channels and faults are fresh. Limits of the platform's rate are off unless a
 * fault is set. Methods may block; the contract calls all but {@link #connect} on one thread.
 */
public interface ConnectorHarness extends AutoCloseable {

    /** What {@link Fault#THROTTLED} asks the caller to wait, where the platform says how long. */
    Duration RETRY_AFTER = Duration.ofSeconds(7);

    /** The provider under test. */
    ConnectorProvider provider();

    /** Whether {@link ConnectorProvider#installed} must find the provider. */
    default boolean isRegistered() {
        return true;
    }

    /** A new connector, made by the provider, with all scopes it can use; the contract closes it. */
    Connector connect();

    /** Values that must never be shown: tokens, secrets, keys. */
    Set<String> secrets();

    /** An empty channel of this test alone, with both people in it, where the connector may do everything. */
    ChannelId channel();

    /** A well-formed id of a channel that does not exist. */
    ChannelId missingChannel();

    /** A custom emoji that the platform knows; empty when it has none. */
    Optional<Emoji> customEmoji();

    /** The id of a group of people that can be mentioned; empty when the platform has none. */
    Optional<String> group();

    /** A number of messages that one page of the connector's history certainly does not hold. */
    int moreThanOnePage();

    /** Whether the platform says how long to wait when there were too many calls. Defaults to true. */
    default boolean tellsHowLongToWait() {
        return true;
    }

    /** Whether this way in also tells what the connector itself did. Defaults to true. */
    default boolean tellsOwn(Ingress way) {
        return true;
    }

    /** Whether the platform sends again what was not taken. Defaults to true. */
    default boolean repeats(Ingress way) {
        return true;
    }

    /** The people of the platform. */
    People people();

    /** Sets faults. */
    Faults faults();

    /** Counts what reached the platform from the connectors; never what people did. */
    Calls calls();

    /** A well-formed id of a file that does not exist; needed by a connector with {@link Connector#downloads}. */
    default FileId missingFile() {
        throw new UnsupportedOperationException("no file is ever missing here");
    }

    /** A document for link previews and sharing; needed by a connector that has either. Defaults to none. */
    default Optional<LinkedDocument> document() {
        return Optional.empty();
    }

    /** A group for single sign-on, with nobody in it; needed by a connector with {@link Connector#signInGroups}. Defaults to none. */
    default Optional<DirectoryGroup> directoryGroup() {
        return Optional.empty();
    }

    /** Webhooks as the platform sends them; empty when it sends none. */
    Optional<Webhooks> webhooks();

    /**
     * Lets events in: whatever happens on the platform once this has returned goes to the connector by this way and into
     * the sink, also for connectors that need subscriptions. What the sink refuses the platform sends again soon, if it
     * {@link #repeats}; a stream that ends is started again. A connector that polls does so often. Called only for the ways
     * in that the connector has.
     */
    Listening listen(Connector connector, Ingress way, InboundSink sink);

    /** Ends everything this harness started. */
    @Override
    void close();

    /** A way for events to come in. */
    enum Ingress {
        /** {@link Connector#webhooks}. */
        WEBHOOK,
        /** {@link Connector#stream}. */
        STREAM
    }

    /** Events flow until this is closed. */
    interface Listening extends AutoCloseable {

        /**
         * The address that answers for the connector's webhooks, without trailing slash; for a stream only where
         * subscriptions ask for one.
         */
        Optional<URI> address();

        @Override
        void close();
    }

    /**
     * What a person does and sees in the platform's own client. Texts are plain words; where a connector hears only what
     * is addressed to it, posts and replies address it in a way that it does not count as text.
     */
    interface People {

        /** Whether people can reply in threads at all; where not, {@link #reply} is never called. Defaults to true. */
        default boolean canReply() {
            return true;
        }

        /** Whether people can react at all; where not, {@link #react} is never called. Defaults to true. */
        default boolean canReact() {
            return true;
        }

        /** A person who writes. */
        UserId first();

        /** Another person. */
        UserId second();

        /** A well-formed id that nobody has. */
        UserId nobody();

        /** The name the client shows for a person. */
        String nameOf(UserId person);

        MessageId post(UserId person, ChannelId channel, String text);

        MessageId reply(UserId person, MessageId root, String text);

        void edit(UserId person, MessageId message, String text);

        void remove(UserId person, MessageId message);

        void react(UserId person, MessageId message, Emoji emoji);

        void unreact(UserId person, MessageId message, Emoji emoji);

        /**
         * Posts with files, the text may be empty; needed by a connector with {@link Connector#downloads}.
         */
        default MessageId post(UserId person, ChannelId channel, String text, List<ClientFile> files) {
            throw new UnsupportedOperationException("people cannot post files here");
        }

        /** The files of a message as people get them; needed by a connector that posts files. */
        default List<ClientFile> files(MessageId message) {
            throw new UnsupportedOperationException("people cannot see files here");
        }

        /** What an ID token says of a person; needed by a connector with {@link Connector#signIn}. */
        default Map<String, Object> claims(UserId person) {
            throw new UnsupportedOperationException("people cannot sign in here");
        }

        /** The channel with its replies, oldest first, deleted messages left out. */
        List<Seen> look(ChannelId channel);
    }

    /**
     * A message as a person sees it.
     *
     * @param id as the connector would name it
     * @param replyTo first message of the thread, for a reply
     * @param authorName what stands above it
     * @param text without markup
     * @param avatarUrl the picture beside it, when the writer chose one
     */
    record Seen(
            MessageId id,
            Optional<MessageId> replyTo,
            String authorName,
            Optional<String> avatarUrl,
            String text,
            Set<Emoji> reactions) {

        public Seen {
            reactions = Set.copyOf(reactions);
        }
    }

    /** What can go wrong with one call. */
    enum Fault {
        /** Too many calls; wait {@link #RETRY_AFTER}. Without effect. */
        THROTTLED,
        /** A server error (500) without effect. */
        ERROR,
        /** A server error (500) although the call had its effect. */
        ERROR_AFTER_EFFECT,
        /** The connection breaks once the request was read; without effect. */
        RESET,
        /** The connection breaks once the request was read and had its effect. */
        RESET_AFTER_EFFECT;

        /** The same as an emulator knows it. */
        public dev.footbridge.testkit.emulator.Fault emulated() {
            return switch (this) {
                case THROTTLED ->
                    dev.footbridge.testkit.emulator.Fault.rateLimit(Long.toString(RETRY_AFTER.toSeconds()));
                case ERROR -> dev.footbridge.testkit.emulator.Fault.status(500);
                case ERROR_AFTER_EFFECT ->
                    dev.footbridge.testkit.emulator.Fault.status(500).performedFirst();
                case RESET -> dev.footbridge.testkit.emulator.Fault.reset();
                case RESET_AFTER_EFFECT ->
                    dev.footbridge.testkit.emulator.Fault.reset().performedFirst();
            };
        }
    }

    /** Lets the platform misbehave. */
    interface Faults {

        /** Strikes the next call of this kind once; calls after it succeed. */
        void next(Verb verb, Fault fault);

        /**
         * From now on the platform tells this address in the place of every other: of files, uploads, next pages, pictures,
         * keys, sockets; what was set by this or a redirect before is over.
         *
         * @return false where it tells none
         */
        boolean misdirect(String address);

        /**
         * From now on every call is sent to this address; what was set by this, {@link #misdirect} or {@link
         * #redirectFiles} before is over.
         *
         * @return false where calls go to no address
         */
        boolean redirect(String address);

        /**
         * From now on whoever asks for the bytes of a file is sent to this address; what was set by this, {@link
         * #misdirect} or {@link #redirect} before is over.
         *
         * @return false where bytes come by no address
         */
        boolean redirectFiles(String address);

        /** From now on the platform does not accept the credentials, nor new ones made from them. */
        void revokeCredentials();

        /**
         * From now on, for connectors made from now on, the credentials lack the scope that this kind of call needs.
         *
         * @return the scope's name as the vendor writes it
         */
        String withholdScope(Verb verb);
    }

    /** A document of the platform that the connector may see and share, shared with nobody yet. */
    interface LinkedDocument {

        /** As a person copies it from the platform's client. */
        URI link();

        /** The name the client shows. */
        String title();

        /** A well-formed link to a document that does not exist. */
        URI missing();

        /** The roles of those it was shared with, by e-mail address in lower case, as the platform's client shows them. */
        Map<String, Sharing.Role> access();

        /**
         * Its owner says what the link gives to the people of the owner's own organisation, to which nobody at
         * elsewhere.example belongs.
         */
        void linkGives(Optional<Sharing.Role> role);

        /** The role a person can be given in place of this one, where the platform has fewer. Defaults to the same. */
        default Sharing.Role grants(Sharing.Role role) {
            return role;
        }
    }

    /** A group of the platform's directory, as its administrator sees it. */
    interface DirectoryGroup {

        /** As the operator writes it. */
        String id();

        /** Well-formed, of a group that does not exist. */
        String missing();

        /** Who is in it. */
        Set<UserId> members();

        /** The administrator puts an account into it. */
        void put(UserId user);

        /** The administrator puts more accounts into it than fit on a page; returns them. */
        List<UserId> crowd();
    }

    /** Counts requests. */
    interface Calls {

        /** Requests of this kind since the harness was made, failed ones included. */
        long of(Verb verb);

        /** Requests of any kind since the harness was made, those for tokens included. */
        long all();
    }

    /** A request that must not be believed. {@code name} says why, for failure messages. */
    record Forgery(String name, WebhookRequest request) {}

    /** Makes webhook requests without sending them. */
    interface Webhooks {

        /** The genuine request that tells of this message, as the platform would send it now. */
        WebhookRequest about(MessageId message);

        /** One genuine request that tells of several messages; empty when the platform never sends such. */
        Optional<WebhookRequest> about(List<MessageId> messages);

        /** The platform's repetition of a request it thinks was not received. */
        WebhookRequest again(WebhookRequest first);

        /** A genuine request of a kind that the connector cannot know. */
        WebhookRequest unknownType();

        /** Genuine requests that make no sense: members missing, of another type, deeply nested, empty. */
        List<WebhookRequest> odd();

        /**
         * The ways to forge a request that this platform's proof must withstand: no proof, an empty one, one with another
         * secret, of another request, given twice, of another algorithm.
         */
        List<Forgery> forgeries(WebhookRequest genuine);

        /** Genuine requests sent too long ago or in the future; empty only if the platform's proof has no time. */
        List<Forgery> stale(MessageId message);

        /**
         * Whether the platform's proof is of the body. A bearer token proves only who sent it: the body is then as good as
         * the connection, {@link #isProved} is not asked, and {@link #forgeries} are about the token. Defaults to true.
         */
        default boolean provesBody() {
            return true;
        }

        /**
         * Whether the platform's proof covers this byte of the body. Where it does not, a changed request may be believed
         * as far as it goes: as a hint, never as content.
         */
        boolean isProved(WebhookRequest genuine, int index);
    }
}
