package dev.footbridge.core.document;

import java.util.List;

/** Brings blocks into the one form that {@link Document} promises. */
final class NormalForm {

    private NormalForm() {}

    static List<Block> of(List<Block> blocks) {
        return List.copyOf(blocks);
    }
}
