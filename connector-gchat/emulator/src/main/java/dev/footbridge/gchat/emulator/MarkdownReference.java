package dev.footbridge.gchat.emulator;

import java.util.Optional;
import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;

/** {@code <users/ID>} or {@code <customEmojis/ID>} in Markdown; after a backslash it is text. */
final class MarkdownReference extends CustomNode {
    private static final String USERS = "users/";
    private static final String EMOJI = "customEmojis/";

    private final String target;

    private MarkdownReference(String target) {
        this.target = target;
    }

    Run resolve(Mentions mentions, Set<Run.Mark> marks) {
        Optional<Run> run = target.startsWith(USERS)
                ? mentions.user(target.substring(USERS.length()), marks)
                : mentions.emoji(target.substring(EMOJI.length()), marks);
        return run.orElseGet(() -> Run.text('<' + target + '>', marks));
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
            scanner.next();
            String kind = scanner.next(USERS) ? USERS : scanner.next(EMOJI) ? EMOJI : "";
            if (kind.isEmpty()) {
                return ParsedInline.none();
            }
            StringBuilder id = new StringBuilder();
            while (scanner.hasNext() && scanner.peek() != '>') {
                char next = scanner.peek();
                if (next == '<' || next == '|' || Character.isWhitespace(next)) {
                    return ParsedInline.none();
                }
                id.append(next);
                scanner.next();
            }
            if (id.isEmpty() || !scanner.next('>')) {
                return ParsedInline.none();
            }
            return ParsedInline.of(new MarkdownReference(kind + id), scanner.position());
        }
    }
}
