package dev.footbridge.webex;

/**
 * Every call this connector makes, as the vendor's reference writes it. The name is the key of the scope catalogue, the
 * path becomes the URL: a call that is not in the catalogue cannot be made.
 */
enum WebexCall {
    ME("GET", "/people/me"),
    PERSON("GET", "/people/{}"),
    ROOM("GET", "/rooms/{}"),
    ROOMS("GET", "/rooms"),
    LIST_MESSAGES("GET", "/messages"),
    MESSAGE("GET", "/messages/{}"),
    POST("POST", "/messages"),
    UPLOAD("POST", "/messages"),
    EDIT("PUT", "/messages/{}"),
    DELETE("DELETE", "/messages/{}"),
    FILE_HEAD("HEAD", "/contents/{}"),
    FILE("GET", "/contents/{}"),
    MEMBERS("GET", "/memberships"),
    INVITE("POST", "/memberships"),
    GUEST("POST", "/guests/token"),
    LIST_WEBHOOKS("GET", "/webhooks"),
    CREATE_WEBHOOK("POST", "/webhooks"),
    UPDATE_WEBHOOK("PUT", "/webhooks/{}"),
    DELETE_WEBHOOK("DELETE", "/webhooks/{}");

    private final String method;
    private final String path;

    WebexCall(String method, String path) {
        this.method = method;
        this.path = path;
    }

    String method() {
        return method;
    }

    /** The path with the id in its place. */
    String path(String id) {
        return path.replace("{}", id);
    }

    /** The name in the scope catalogue. */
    String operation() {
        return method + " " + path;
    }

    /** Whether a lost answer leaves open what happened. */
    boolean changesSomething() {
        return !method.equals("GET") && !method.equals("HEAD");
    }
}
