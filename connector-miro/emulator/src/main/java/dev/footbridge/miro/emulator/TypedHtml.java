package dev.footbridge.miro.emulator;

import dev.footbridge.testkit.emulator.TypedText;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Entities;

/** What the client makes of what a person types on a sticky note. Notes know no code, no quotes and no mentions. */
final class TypedHtml {
    private static final TypedText.Names NOBODY = new TypedText.Names() {
        @Override
        public Optional<String> user(String handle) {
            return Optional.empty();
        }

        @Override
        public Optional<String> channel(String name) {
            return Optional.empty();
        }
    };

    private final StringBuilder html = new StringBuilder();

    private TypedHtml() {}

    static String write(String typed) {
        TypedHtml writer = new TypedHtml();
        TypedText.parse(typed, NOBODY).forEach(writer::block);
        return writer.html.toString();
    }

    private void block(TypedText.Block block) {
        switch (block.kind()) {
            case LINES, CODE -> block.lines().forEach(line -> wrap("p", "", line));
            case QUOTE -> block.lines().forEach(line -> wrap("p", "&gt; ", line));
            case ITEMS -> {
                html.append("<ul>");
                block.lines().forEach(line -> wrap("li", "", line));
                html.append("</ul>");
            }
        }
    }

    private void wrap(String tag, String before, List<TypedText.Run> line) {
        html.append('<').append(tag).append('>').append(before);
        line.forEach(this::run);
        html.append("</").append(tag).append('>');
    }

    private void run(TypedText.Run run) {
        List<String> tags = run.marks().stream()
                .sorted()
                .map(TypedHtml::tag)
                .flatMap(Optional::stream)
                .toList();
        tags.forEach(tag -> html.append('<').append(tag).append('>'));
        if (run.kind() == TypedText.RunKind.LINK) {
            html.append("<a href=\"").append(Entities.escape(run.target())).append("\">");
        }
        html.append(Entities.escape(run.text()));
        if (run.kind() == TypedText.RunKind.LINK) {
            html.append("</a>");
        }
        for (int i = tags.size() - 1; i >= 0; i--) {
            html.append("</").append(tags.get(i)).append('>');
        }
    }

    private static Optional<String> tag(TypedText.Mark mark) {
        return switch (mark) {
            case BOLD -> Optional.of("strong");
            case ITALIC -> Optional.of("em");
            case STRIKE -> Optional.of("s");
            case CODE -> Optional.empty();
        };
    }
}
