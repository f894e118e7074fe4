package dev.footbridge.core.scope;

/** In whose name a permission is used. */
public enum GrantType {
    /** The application itself, over the whole tenant. */
    APPLICATION,
    /** A signed-in account. */
    DELEGATED,
    /** The application, in single groups or chats that installed it. */
    RESOURCE_SPECIFIC,
    /** The app's bot identity. */
    BOT,
    /** A user's own token. */
    USER,
    /** A service account in the name of any user of the domain. */
    DOMAIN_WIDE,
    /** The app itself, once an administrator has approved it. */
    ADMIN_APPROVED
}
