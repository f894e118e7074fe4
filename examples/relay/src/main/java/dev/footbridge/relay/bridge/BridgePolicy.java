package dev.footbridge.relay.bridge;

/**
 * What a bridge carries beside the messages themselves.
 *
 * @param reactions whether reactions cross
 * @param removals whether a removed message is removed everywhere
 */
public record BridgePolicy(boolean reactions, boolean removals) {

    private static final BridgePolicy EVERYTHING = new BridgePolicy(true, true);

    /** Everything crosses. */
    public static BridgePolicy everything() {
        return EVERYTHING;
    }
}
