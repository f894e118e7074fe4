package dev.footbridge.gchat;

/**
 * Every call this connector makes, as the vendor's discovery documents name it. The name is the key of the scope
 * catalogue: a call that is not in the catalogue cannot be made.
 */
enum GchatCall {
    CREATE_MESSAGE(Service.CHAT, "chat.spaces.messages.create", "POST", "/v1/{space}/messages"),
    UPLOAD(Service.CHAT, "chat.media.upload", "POST", "/upload/v1/{space}/attachments:upload"),
    DOWNLOAD(Service.CHAT, "chat.media.download", "GET", "/v1/media/{media}"),
    PATCH_MESSAGE(Service.CHAT, "chat.spaces.messages.patch", "PATCH", "/v1/{message}"),
    DELETE_MESSAGE(Service.CHAT, "chat.spaces.messages.delete", "DELETE", "/v1/{message}"),
    GET_MESSAGE(Service.CHAT, "chat.spaces.messages.get", "GET", "/v1/{message}"),
    LIST_MESSAGES(Service.CHAT, "chat.spaces.messages.list", "GET", "/v1/{space}/messages"),
    CREATE_REACTION(Service.CHAT, "chat.spaces.messages.reactions.create", "POST", "/v1/{message}/reactions"),
    LIST_REACTIONS(Service.CHAT, "chat.spaces.messages.reactions.list", "GET", "/v1/{message}/reactions"),
    DELETE_REACTION(Service.CHAT, "chat.spaces.messages.reactions.delete", "DELETE", "/v1/{reaction}"),
    LIST_SPACE_EVENTS(Service.CHAT, "chat.spaces.spaceEvents.list", "GET", "/v1/{space}/spaceEvents"),
    GET_SPACE(Service.CHAT, "chat.spaces.get", "GET", "/v1/{space}"),
    LIST_SPACES(Service.CHAT, "chat.spaces.list", "GET", "/v1/spaces"),
    GET_MEMBER(Service.CHAT, "chat.spaces.members.get", "GET", "/v1/{space}/members/{member}"),
    LIST_MEMBERS(Service.CHAT, "chat.spaces.members.list", "GET", "/v1/{space}/members"),
    LIST_SUBSCRIPTIONS(Service.EVENTS, "workspaceevents.subscriptions.list", "GET", "/v1/subscriptions"),
    CREATE_SUBSCRIPTION(Service.EVENTS, "workspaceevents.subscriptions.create", "POST", "/v1/subscriptions"),
    RENEW_SUBSCRIPTION(Service.EVENTS, "workspaceevents.subscriptions.patch", "PATCH", "/v1/{subscription}"),
    REACTIVATE_SUBSCRIPTION(
            Service.EVENTS, "workspaceevents.subscriptions.reactivate", "POST", "/v1/{subscription}:reactivate"),
    DELETE_SUBSCRIPTION(Service.EVENTS, "workspaceevents.subscriptions.delete", "DELETE", "/v1/{subscription}"),
    GET_OPERATION(Service.EVENTS, "workspaceevents.operations.get", "GET", "/v1/{operation}"),
    GET_USER(Service.DIRECTORY, "directory.users.get", "GET", "/admin/directory/v1/users/{user}"),
    LIST_GROUP_MEMBERS(Service.GROUPS, "directory.members.list", "GET", "/admin/directory/v1/groups/{group}/members"),
    ADD_GROUP_MEMBER(Service.GROUPS, "directory.members.insert", "POST", "/admin/directory/v1/groups/{group}/members"),
    REMOVE_GROUP_MEMBER(
            Service.GROUPS, "directory.members.delete", "DELETE", "/admin/directory/v1/groups/{group}/members/{user}"),
    LIST_PERMISSIONS(Service.DRIVE, "drive.permissions.list", "GET", "/drive/v3/files/{file}/permissions"),
    CREATE_PERMISSION(Service.DRIVE, "drive.permissions.create", "POST", "/drive/v3/files/{file}/permissions"),
    PULL(Service.PUBSUB, "pubsub.projects.subscriptions.pull", "POST", "/v1/{queue}:pull"),
    ACKNOWLEDGE(Service.PUBSUB, "pubsub.projects.subscriptions.acknowledge", "POST", "/v1/{queue}:acknowledge"),
    GIVE_BACK(
            Service.PUBSUB, "pubsub.projects.subscriptions.modifyAckDeadline", "POST", "/v1/{queue}:modifyAckDeadline");

    /** Where a call goes. */
    enum Service {
        CHAT,
        EVENTS,
        DIRECTORY,
        /** Of the directory, with a token of its own: only whoever names a group needs the scope. */
        GROUPS,
        /** Only where documents are switched on, with a token of its own. */
        DRIVE,
        /** Called by the service account itself, never in an account's name. */
        PUBSUB
    }

    private final Service service;
    private final String operation;
    private final String method;
    private final String path;

    GchatCall(Service service, String operation, String method, String path) {
        this.service = service;
        this.operation = operation;
        this.method = method;
        this.path = path;
    }

    Service service() {
        return service;
    }

    /** The name in the scope catalogue. */
    String operation() {
        return operation;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** Whether a lost answer leaves open what happened. Fetching from Pub/Sub only borrows. */
    boolean changesSomething() {
        return !method.equals("GET") && this != PULL;
    }
}
