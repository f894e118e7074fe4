package dev.footbridge.relay.scopes.lint;

import java.util.function.Consumer;

/** Looks at a document for one kind of thing that may be wrong. */
interface Check {

    void check(Subject subject, Consumer<Finding> findings);
}
