package dev.footbridge.core.message;

import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.UserId;

/** One user's emoji under a message. */
public record Reaction(UserId user, Emoji emoji) {}
