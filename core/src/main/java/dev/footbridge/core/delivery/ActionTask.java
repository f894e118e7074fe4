package dev.footbridge.core.delivery;

/** One action on its way. */
interface ActionTask {
    /** Does the next piece of work; called again until it says {@link Step#NEXT} or is done. */
    Step step();

    /** The delivery closes between two pieces of work. */
    default void abandon() {}
}
