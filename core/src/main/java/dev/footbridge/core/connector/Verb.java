package dev.footbridge.core.connector;

/** What a call does, as far as rate limits care. */
public enum Verb {
    POST,
    /** Posting a part with files. */
    UPLOAD,
    EDIT,
    REMOVE,
    REACT,
    UNREACT,
    READ,
    DOWNLOAD,
    LOOK_UP
}
