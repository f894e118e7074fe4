package dev.footbridge.core.scope;

/** Where code runs that can use a scope. */
public enum Surface {
    /** A program of our own that calls the platform's API. */
    SERVER,
    /** Code inside the platform's client, such as an app in an open board. A server gains nothing from such a scope. */
    CLIENT
}
