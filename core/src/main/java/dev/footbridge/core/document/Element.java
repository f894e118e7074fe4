package dev.footbridge.core.document;

/** Everything of a message that a platform may keep, degrade or lose on its way. */
public enum Element {
    BOLD,
    ITALIC,
    UNDERLINE,
    STRIKE,
    CODE,
    LINK,
    USER_MENTION,
    GROUP_MENTION,
    BROADCAST_MENTION,
    CHANNEL_REF,
    CUSTOM_EMOJI,
    LINE_BREAK,
    PARAGRAPH,
    HEADING,
    QUOTE,
    CODE_BLOCK,
    CODE_LANGUAGE,
    BULLET_LIST,
    ORDERED_LIST,
    NESTED_LIST,
    TABLE,
    RULE,
    /** A body longer than one message holds; DEGRADED means it is split. */
    LONG_BODY,
    AUTHOR_NAME,
    AUTHOR_AVATAR,
    POST,
    REPLY,
    EDIT,
    DELETE,
    REACTION,
    CUSTOM_REACTION,
    ATTACHMENT
}
