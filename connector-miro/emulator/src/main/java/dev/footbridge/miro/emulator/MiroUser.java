package dev.footbridge.miro.emulator;

/**
 * A person of the organization.
 *
 * @param app whether this is the account that the connecting app uses, in front of which nobody sits
 */
record MiroUser(String id, String handle, String name, String email, boolean app) {}
