package dev.footbridge.gchat;

import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;

/** {@code <users/ID>} inside Markdown; behind a backslash it is text. */
final class GchatReference extends CustomNode {

    private static final int MAX_ID = 128;

    private final String user;

    private GchatReference(String user) {
        this.user = user;
    }

    String user() {
        return user;
    }

    String written() {
        return GchatMentions.OPEN + user + ">";
    }

    /** For the parser's builder. */
    static final class Factory implements InlineContentParserFactory {

        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('<');
        }

        @Override
        public InlineContentParser create() {
            return Factory::parse;
        }

        private static ParsedInline parse(InlineParserState state) {
            Scanner scanner = state.scanner();
            if (!scanner.next(GchatMentions.OPEN)) {
                return ParsedInline.none();
            }
            StringBuilder id = new StringBuilder();
            while (scanner.hasNext() && scanner.peek() != '>' && id.length() <= MAX_ID) {
                id.append(scanner.peek());
                scanner.next();
            }
            boolean whole = scanner.next('>') && GchatIds.isId(id.toString());
            return whole ? ParsedInline.of(new GchatReference(id.toString()), scanner.position()) : ParsedInline.none();
        }
    }
}
