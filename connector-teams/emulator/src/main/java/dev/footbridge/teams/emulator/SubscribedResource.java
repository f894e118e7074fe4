package dev.footbridge.teams.emulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a subscription listens to.
 *
 * @param key the resource in one spelling, for finding subscriptions and duplicates
 * @param place the channel or chat of a narrow subscription
 * @param user the user of {@code users/{id}/chats/getAllMessages}
 * @param mentionOf only messages that mention this user
 */
record SubscribedResource(
        String key,
        Optional<Place> place,
        Optional<String> user,
        Optional<String> mentionOf,
        List<String> delegated,
        List<String> application) {

    static final String ALL_CHANNELS = "teams/getAllMessages";
    static final String ALL_CHATS = "chats/getAllMessages";

    private static final Pattern CHANNEL = Pattern.compile("teams/([^/]+)/channels/([^/]+)/messages");
    private static final Pattern CHAT = Pattern.compile("chats/([^/]+)/messages");
    private static final Pattern USER_CHATS = Pattern.compile("users/([^/]+)/chats/getAllMessages");
    private static final Pattern KEY = Pattern.compile("\\('([^']*)'\\)");
    private static final Pattern MENTION =
            Pattern.compile("\\$filter=mentions/any\\(\\s*(\\w+)\\s*:\\s*\\1/mentioned/user/id eq '([^']+)'\\s*\\)");

    /** Permissions: Microsoft Learn, "Get change notifications for messages in Teams channels and chats". */
    private static final List<String> READ_CHANNEL = List.of("ChannelMessage.Read.All");

    private static final List<String> READ_CHANNEL_APPLICATION =
            List.of("ChannelMessage.Read.Group", "ChannelMessage.Read.All");
    private static final List<String> READ_CHAT = List.of("Chat.Read");
    private static final List<String> READ_CHAT_APPLICATION = List.of("ChatMessage.Read.Chat", "Chat.Read.All");
    private static final List<String> READ_ALL_CHATS = List.of("Chat.Read.All");

    static SubscribedResource parse(String resource, Caller caller) {
        var query = resource.indexOf('?');
        var path = query < 0 ? resource : resource.substring(0, query);
        var mention = query < 0
                ? Optional.<String>empty()
                : Optional.of(mentionFilter(URLDecoder.decode(resource.substring(query + 1), StandardCharsets.UTF_8)));
        path = KEY.matcher(path.startsWith("/") ? path.substring(1) : path)
                .replaceAll(m -> "/" + Matcher.quoteReplacement(m.group(1)));
        if (path.startsWith("me/")) {
            path = "users/" + caller.requireUser().id() + path.substring(2);
        }
        return of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8), mention);
    }

    private static SubscribedResource of(String path, Optional<String> mention) {
        var channel = CHANNEL.matcher(path);
        if (channel.matches()) {
            Place place = new Place.ChannelPlace(channel.group(1), channel.group(2));
            return new SubscribedResource(
                    placeKey(place),
                    Optional.of(place),
                    Optional.empty(),
                    mention,
                    READ_CHANNEL,
                    READ_CHANNEL_APPLICATION);
        }
        var chat = CHAT.matcher(path);
        if (chat.matches()) {
            Place place = new Place.ChatPlace(chat.group(1));
            return new SubscribedResource(
                    placeKey(place), Optional.of(place), Optional.empty(), mention, READ_CHAT, READ_CHAT_APPLICATION);
        }
        var user = USER_CHATS.matcher(path);
        if (user.matches()) {
            return new SubscribedResource(
                    path, Optional.empty(), Optional.of(user.group(1)), mention, READ_CHAT, READ_ALL_CHATS);
        }
        return switch (path) {
            case ALL_CHANNELS ->
                new SubscribedResource(path, Optional.empty(), Optional.empty(), mention, List.of(), READ_CHANNEL);
            case ALL_CHATS ->
                new SubscribedResource(path, Optional.empty(), Optional.empty(), mention, List.of(), READ_ALL_CHATS);
            default ->
                throw GraphFault.of(
                        400, "InvalidRequest", "Resource '" + path + "' is not supported for change notifications.");
        };
    }

    /** The key of the narrow subscription to a channel or chat. */
    static String placeKey(Place place) {
        return place.path() + "/messages";
    }

    static String userKey(String userId) {
        return "users/" + userId + "/chats/getAllMessages";
    }

    boolean wants(ChatMessage message) {
        return mentionOf.isEmpty()
                || message.content().mentions().stream()
                        .anyMatch(m -> m.path("mentioned")
                                .path("user")
                                .path("id")
                                .asText()
                                .equals(mentionOf.get()));
    }

    private static String mentionFilter(String query) {
        var matcher = MENTION.matcher(query.trim());
        if (!matcher.matches()) {
            throw GraphFault.of(400, "InvalidRequest", "The query of the resource is not supported.");
        }
        return matcher.group(2);
    }
}
