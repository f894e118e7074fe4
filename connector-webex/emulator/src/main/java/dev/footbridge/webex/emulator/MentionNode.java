package dev.footbridge.webex.emulator;

import java.util.Optional;
import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/** {@code <@all>}, {@code <@personEmail:mail|Name>} or {@code <@personId:id|Name>} in Markdown. */
final class MentionNode extends CustomNode {
    /** What the part before the colon says. */
    enum Key {
        ALL,
        EMAIL,
        ID
    }

    private final Key key;
    private final String target;
    private final Optional<String> label;

    private MentionNode(Key key, String target, Optional<String> label) {
        this.key = key;
        this.target = target;
        this.label = label;
    }

    Key key() {
        return key;
    }

    String target() {
        return target;
    }

    Optional<String> label() {
        return label;
    }

    /** @param inside what stands between the at sign and the closing bracket */
    static Optional<MentionNode> read(String inside) {
        if (inside.equals("all")) {
            return Optional.of(new MentionNode(Key.ALL, "all", Optional.empty()));
        }
        int bar = inside.indexOf('|');
        String target = (bar < 0 ? inside : inside.substring(0, bar)).strip();
        Optional<String> label = bar < 0
                ? Optional.empty()
                : Optional.of(inside.substring(bar + 1).strip());
        Optional<String> named = label.filter(text -> !text.isEmpty());
        if (target.startsWith("personEmail:")) {
            return Optional.of(new MentionNode(Key.EMAIL, target.substring("personEmail:".length()), named));
        }
        if (target.startsWith("personId:")) {
            return Optional.of(new MentionNode(Key.ID, target.substring("personId:".length()), named));
        }
        return Optional.empty();
    }

    /** Recognises mentions before anything else that starts with a bracket; not in code, and not after a backslash. */
    static InlineContentParserFactory parser() {
        return new InlineContentParserFactory() {
            @Override
            public Set<Character> getTriggerCharacters() {
                return Set.of('<');
            }

            @Override
            public InlineContentParser create() {
                return MentionNode::tryParse;
            }
        };
    }

    private static ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        scanner.next();
        if (!scanner.next('@')) {
            return ParsedInline.none();
        }
        Position start = scanner.position();
        if (scanner.find('>') < 0) {
            return ParsedInline.none();
        }
        String inside = scanner.getSource(start, scanner.position()).getContent();
        scanner.next();
        return inside.indexOf('\n') >= 0
                ? ParsedInline.none()
                : read(inside)
                        .map(mention -> ParsedInline.of(mention, scanner.position()))
                        .orElse(ParsedInline.none());
    }
}
