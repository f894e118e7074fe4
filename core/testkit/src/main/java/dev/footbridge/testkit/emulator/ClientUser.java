package dev.footbridge.testkit.emulator;

import java.util.Optional;

/**
 * A person or an app as the client shows it.
 *
 * @param handle the name one types after an at sign
 * @param bot apps are shown, but no one types in their name
 */
public record ClientUser(String id, String handle, String displayName, Optional<String> email, boolean bot) {}
