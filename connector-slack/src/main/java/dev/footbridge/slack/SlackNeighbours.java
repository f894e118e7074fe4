package dev.footbridge.slack;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import java.util.List;
import java.util.Optional;

/** Neighbours that rich text cannot tell apart: it has no ends of quotes and of lists, only what follows. */
final class SlackNeighbours {

    private SlackNeighbours() {}

    static Optional<Loss> loss(Block before, Block after) {
        if (before instanceof Quote first && after instanceof Quote second) {
            boolean apart = endsInText(first.blocks()) && startsWithText(second.blocks());
            return apart ? Optional.empty() : Optional.of(Loss.degraded(Element.QUOTE));
        }
        if (before instanceof ItemList first && after instanceof ItemList second && isContinuation(first, second)) {
            return Optional.of(Loss.degraded(first.ordered() ? Element.ORDERED_LIST : Element.BULLET_LIST));
        }
        return Optional.empty();
    }

    private static boolean endsInText(List<Block> blocks) {
        return blocks.get(blocks.size() - 1) instanceof Paragraph;
    }

    private static boolean startsWithText(List<Block> blocks) {
        return blocks.get(0) instanceof Paragraph;
    }

    private static boolean isContinuation(ItemList first, ItemList second) {
        ItemList.Item last = first.items().get(first.items().size() - 1);
        boolean deeper = last.blocks().stream().anyMatch(ItemList.class::isInstance);
        boolean numbersGoOn = second.start() == first.start() + first.items().size();
        return deeper && first.ordered() == second.ordered() && (!first.ordered() || numbersGoOn);
    }
}
