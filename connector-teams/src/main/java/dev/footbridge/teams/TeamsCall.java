package dev.footbridge.teams;

import com.microsoft.kiota.HttpMethod;
import dev.footbridge.teams.TeamsIds.Address;
import java.util.Map;

/**
 * Every call this connector makes, as the vendor's reference writes it. The name is the key of the scope catalogue, the
 * path becomes the URL: a call that is not in the catalogue cannot be made.
 */
enum TeamsCall {
    POST_CHANNEL_MESSAGE(HttpMethod.POST, "/teams/{team-id}/channels/{channel-id}/messages"),
    POST_REPLY(HttpMethod.POST, "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/replies"),
    POST_CHAT_MESSAGE(HttpMethod.POST, "/chats/{chat-id}/messages"),
    POST_CHAT_QUOTE(HttpMethod.POST, "/chats/{chat-id}/messages/replyWithQuote"),

    EDIT_CHANNEL_MESSAGE(HttpMethod.PATCH, "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}"),
    EDIT_REPLY(
            HttpMethod.PATCH,
            "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/replies/{chatMessage-id1}"),
    EDIT_CHAT_MESSAGE(HttpMethod.PATCH, "/chats/{chat-id}/messages/{chatMessage-id}"),

    DELETE_CHANNEL_MESSAGE(
            HttpMethod.POST, "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/softDelete"),
    DELETE_REPLY(
            HttpMethod.POST,
            "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/replies/{chatMessage-id1}/softDelete"),
    // The reference documents only the path below the user.
    DELETE_CHAT_MESSAGE(HttpMethod.POST, "/users/{user-id}/chats/{chat-id}/messages/{chatMessage-id}/softDelete"),

    REACT_CHANNEL_MESSAGE(
            HttpMethod.POST, "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/setReaction"),
    REACT_REPLY(
            HttpMethod.POST,
            "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/replies/{chatMessage-id1}/setReaction"),
    REACT_CHAT_MESSAGE(HttpMethod.POST, "/chats/{chat-id}/messages/{chatMessage-id}/setReaction"),

    UNREACT_CHANNEL_MESSAGE(
            HttpMethod.POST, "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/unsetReaction"),
    UNREACT_REPLY(
            HttpMethod.POST,
            "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/replies/{chatMessage-id1}/unsetReaction"),
    UNREACT_CHAT_MESSAGE(HttpMethod.POST, "/chats/{chat-id}/messages/{chatMessage-id}/unsetReaction"),

    READ_CHANNEL_MESSAGE(HttpMethod.GET, "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}"),
    READ_REPLY(
            HttpMethod.GET,
            "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/replies/{chatMessage-id1}"),
    READ_CHAT_MESSAGE(HttpMethod.GET, "/chats/{chat-id}/messages/{chatMessage-id}"),

    LIST_CHANNEL_MESSAGES(HttpMethod.GET, "/teams/{team-id}/channels/{channel-id}/messages"),
    CHANNEL_DELTA(HttpMethod.GET, "/teams/{team-id}/channels/{channel-id}/messages/delta"),
    LIST_REPLIES(HttpMethod.GET, "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/replies"),
    LIST_CHAT_MESSAGES(HttpMethod.GET, "/chats/{chat-id}/messages"),

    READ_CHANNEL_PICTURE(
            HttpMethod.GET,
            "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/hostedContents/{chatMessageHostedContent-id}/$value"),
    READ_REPLY_PICTURE(
            HttpMethod.GET,
            "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/replies/{chatMessage-id1}"
                    + "/hostedContents/{chatMessageHostedContent-id}/$value"),
    READ_CHAT_PICTURE(
            HttpMethod.GET,
            "/chats/{chat-id}/messages/{chatMessage-id}/hostedContents/{chatMessageHostedContent-id}/$value",
            "by the reference"),
    READ_FILE(HttpMethod.GET, "/shares/{sharedDriveItem-id}/driveItem/content"),
    FILES_FOLDER(HttpMethod.GET, "/teams/{team-id}/channels/{channel-id}/filesFolder"),
    MY_DRIVE(HttpMethod.GET, "/me/drive"),
    OPEN_UPLOAD(HttpMethod.POST, "/drives/{drive-id}/items/{driveItem-id}:/{item-path}:/createUploadSession"),
    PUT_FILE(HttpMethod.PUT, "/drives/{drive-id}/items/{driveItem-id}:/{item-path}:/content"),
    DELETE_FILE(HttpMethod.DELETE, "/drives/{drive-id}/items/{driveItem-id}"),

    CHANNEL_MEMBERS(HttpMethod.GET, "/teams/{team-id}/channels/{channel-id}/members"),
    CHAT_MEMBERS(HttpMethod.GET, "/chats/{chat-id}/members"),

    ME(HttpMethod.GET, "/me"),
    USER(HttpMethod.GET, "/users/{user-id}"),
    CHANNEL(HttpMethod.GET, "/teams/{team-id}/channels/{channel-id}"),
    CHAT(HttpMethod.GET, "/chats/{chat-id}"),
    MY_TEAMS(HttpMethod.GET, "/me/joinedTeams"),
    ALL_TEAMS(HttpMethod.GET, "/teams"),
    TEAM_CHANNELS(HttpMethod.GET, "/teams/{team-id}/allChannels"),
    MY_CHATS(HttpMethod.GET, "/me/chats"),
    ALL_CHATS(HttpMethod.GET, "/chats"),

    SHARED_ITEM(HttpMethod.GET, "/shares/{sharedDriveItem-id}/driveItem"),
    LIST_PERMISSIONS(HttpMethod.GET, "/drives/{drive-id}/items/{driveItem-id}/permissions"),
    INVITE(HttpMethod.POST, "/drives/{drive-id}/items/{driveItem-id}/invite"),

    GROUP_MEMBERS(HttpMethod.GET, "/groups/{group-id}/members"),
    ADD_GROUP_MEMBER(HttpMethod.POST, "/groups/{group-id}/members/$ref"),
    REMOVE_GROUP_MEMBER(HttpMethod.DELETE, "/groups/{group-id}/members/{directoryObject-id}/$ref"),

    LIST_SUBSCRIPTIONS(HttpMethod.GET, "/subscriptions"),
    SUBSCRIBE_CHANNEL(HttpMethod.POST, "/subscriptions", "channel messages"),
    SUBSCRIBE_CHAT(HttpMethod.POST, "/subscriptions", "chat messages"),
    RENEW_SUBSCRIPTION(HttpMethod.PATCH, "/subscriptions/{subscription-id}"),
    REAUTHORIZE_SUBSCRIPTION(HttpMethod.POST, "/subscriptions/{subscription-id}/reauthorize"),
    DELETE_SUBSCRIPTION(HttpMethod.DELETE, "/subscriptions/{subscription-id}");

    /** Query options of the vendor's reference; only reads take them. */
    private static final String QUERY = "{?%24top,%24filter,%24orderby,%24select}";

    private final HttpMethod method;
    private final String operation;
    private final String urlTemplate;

    TeamsCall(HttpMethod method, String path) {
        this(method, path, "");
    }

    TeamsCall(HttpMethod method, String path, String variant) {
        this.method = method;
        this.operation = method + " " + path + (variant.isEmpty() ? "" : " (" + variant + ")");
        // The SDK's own builders write these names with an escaped hyphen, as RFC 6570 wants it.
        String hyphens = path.replace("-id", "%2Did").replace("-path", "%2Dpath");
        this.urlTemplate = "{+baseurl}" + hyphens + (method == HttpMethod.GET ? QUERY : "");
    }

    HttpMethod method() {
        return method;
    }

    /** The name in the scope catalogue. */
    String operation() {
        return operation;
    }

    String urlTemplate() {
        return urlTemplate;
    }

    /** Whether a lost answer leaves open what happened. */
    boolean changesSomething() {
        return method != HttpMethod.GET;
    }

    /** The variant of a call for the kind of message. */
    static TeamsCall of(Address address, TeamsCall root, TeamsCall reply, TeamsCall chat) {
        if (address.place() instanceof TeamsPlace.InChat) {
            return chat;
        }
        return address.reply().isPresent() ? reply : root;
    }

    static Map<String, String> path(TeamsPlace place) {
        if (place instanceof TeamsPlace.InTeam in) {
            return Map.of("team-id", in.team(), "channel-id", in.channel());
        }
        return Map.of("chat-id", ((TeamsPlace.InChat) place).chat());
    }

    static Map<String, String> path(Address address) {
        if (address.place() instanceof TeamsPlace.InTeam in) {
            return address.reply().isPresent()
                    ? Map.of(
                            "team-id", in.team(),
                            "channel-id", in.channel(),
                            "chatMessage-id", address.root(),
                            "chatMessage-id1", address.reply().get())
                    : Map.of("team-id", in.team(), "channel-id", in.channel(), "chatMessage-id", address.root());
        }
        return Map.of("chat-id", ((TeamsPlace.InChat) address.place()).chat(), "chatMessage-id", address.root());
    }
}
