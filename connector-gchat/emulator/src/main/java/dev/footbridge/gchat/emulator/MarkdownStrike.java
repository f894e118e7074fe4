package dev.footbridge.gchat.emulator;

import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.Nodes;
import org.commonmark.parser.delimiter.DelimiterProcessor;
import org.commonmark.parser.delimiter.DelimiterRun;

/** {@code ~~struck~~} for the Markdown parser; its own extension module would bring a dependency for one sign. */
final class MarkdownStrike implements DelimiterProcessor {
    private static final int SIGNS = 2;

    /** What stands between the signs. */
    static final class Struck extends CustomNode {}

    @Override
    public char getOpeningCharacter() {
        return '~';
    }

    @Override
    public char getClosingCharacter() {
        return '~';
    }

    @Override
    public int getMinLength() {
        return SIGNS;
    }

    @Override
    public int process(DelimiterRun opening, DelimiterRun closing) {
        if (opening.length() != SIGNS || closing.length() != SIGNS) {
            return 0;
        }
        Node struck = new Struck();
        for (Node node : Nodes.between(opening.getOpener(), closing.getCloser())) {
            struck.appendChild(node);
        }
        opening.getOpener().insertAfter(struck);
        return SIGNS;
    }
}
