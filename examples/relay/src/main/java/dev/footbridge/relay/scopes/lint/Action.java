package dev.footbridge.relay.scopes.lint;

/** What is done to a thing. */
enum Action {
    READ,
    CREATE,
    UPDATE,
    DELETE
}
