package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import java.util.List;
import java.util.Optional;

/** Operations for tests. */
final class Posts {
    private Posts() {}

    static Outbound post(ChannelId channel, String key, String text) {
        return of(channel, key, new Action.Post(key, draft(key, text), Optional.empty()));
    }

    static Outbound again(ChannelId channel, String key, String text, Action.Attempt earlier) {
        return of(channel, key, new Action.Post(key, draft(key, text), Optional.of(earlier)));
    }

    static Draft draft(String key, String text) {
        return Draft.of(Document.text(text), key);
    }

    static Outbound of(ChannelId channel, String key, Action... actions) {
        return of(channel, key, () -> List.of(actions));
    }

    /** The same, as one that moves files. */
    static Outbound streaming(Outbound other) {
        return new Outbound() {
            @Override
            public ChannelId channel() {
                return other.channel();
            }

            @Override
            public boolean streams() {
                return true;
            }

            @Override
            public String key() {
                return other.key();
            }

            @Override
            public List<Action> resolve()
                    throws dev.footbridge.core.connector.ConnectorException, InterruptedException {
                return other.resolve();
            }
        };
    }

    static Outbound of(ChannelId channel, String key, PlatformCall<List<Action>> resolve) {
        return new Outbound() {
            @Override
            public ChannelId channel() {
                return channel;
            }

            @Override
            public String key() {
                return key;
            }

            @Override
            public List<Action> resolve()
                    throws dev.footbridge.core.connector.ConnectorException, InterruptedException {
                return resolve.run();
            }
        };
    }
}
