package dev.footbridge.teams.emulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where messages live: a channel of a team or a chat. */
sealed interface Place {

    /** The container in Graph's path form, without a leading slash: {@code teams/{id}/channels/{id}} or {@code chats/{id}}. */
    String path();

    /** The container in Graph's key form, as change notifications carry it: {@code teams('…')/channels('…')}. */
    String keyPath();

    /** The container as it stands in {@code @odata.context}: keys percent-encoded. */
    String contextPath();

    /** The id of the channel or chat. */
    String conversationId();

    /** A channel. Its messages have replies. */
    record ChannelPlace(String teamId, String channelId) implements Place {
        @Override
        public String path() {
            return "teams/" + teamId + "/channels/" + channelId;
        }

        @Override
        public String keyPath() {
            return "teams('" + teamId + "')/channels('" + channelId + "')";
        }

        @Override
        public String contextPath() {
            return "teams('" + teamId + "')/channels('" + encode(channelId) + "')";
        }

        @Override
        public String conversationId() {
            return channelId;
        }
    }

    /** A one-on-one or group chat. Its messages have no replies. */
    record ChatPlace(String chatId) implements Place {
        @Override
        public String path() {
            return "chats/" + chatId;
        }

        @Override
        public String keyPath() {
            return "chats('" + chatId + "')";
        }

        @Override
        public String contextPath() {
            return "chats('" + encode(chatId) + "')";
        }

        @Override
        public String conversationId() {
            return chatId;
        }
    }

    private static String encode(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
