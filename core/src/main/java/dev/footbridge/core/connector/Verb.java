package dev.footbridge.core.connector;

/** What a call does, as far as rate limits care. */
public enum Verb {
    POST,
    EDIT,
    REMOVE,
    REACT,
    UNREACT,
    READ,
    LOOK_UP
}
