package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.TypedText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Chat's own client makes of what a person types. */
final class TypedLines {
    private TypedLines() {}

    static List<Line> read(String typed, Domain domain) {
        List<Line> lines = new ArrayList<>();
        for (TypedText.Block block : TypedText.parse(typed, names(domain))) {
            Line.Kind kind = switch (block.kind()) {
                case LINES -> Line.Kind.TEXT;
                case QUOTE -> Line.Kind.QUOTE;
                case CODE -> Line.Kind.CODE;
                case ITEMS -> Line.Kind.BULLET;
            };
            block.lines().forEach(runs -> lines.add(Line.of(kind, runs(runs, domain))));
        }
        return List.copyOf(lines);
    }

    private static TypedText.Names names(Domain domain) {
        return new TypedText.Names() {
            @Override
            public Optional<String> user(String handle) {
                return handle.equals("all")
                        ? Optional.of("all")
                        : domain.user(handle).map(ChatUser::id);
            }

            @Override
            public Optional<String> channel(String name) {
                // Chat's client links spaces by address only.
                return Optional.empty();
            }
        };
    }

    private static List<Run> runs(List<TypedText.Run> typed, Domain domain) {
        List<Run> runs = new ArrayList<>();
        for (TypedText.Run run : typed) {
            Set<Run.Mark> marks = marks(run.marks());
            switch (run.kind()) {
                case TEXT, CHANNEL -> runs.add(Run.text(run.text(), marks));
                case LINK -> runs.add(new Run(Run.Kind.LINK, run.text(), run.target(), marks));
                case MENTION ->
                    runs.add(domain.mentions(true).user(run.target(), marks).orElseThrow());
            }
        }
        return runs;
    }

    private static Set<Run.Mark> marks(Set<TypedText.Mark> typed) {
        Set<Run.Mark> marks = EnumSet.noneOf(Run.Mark.class);
        for (TypedText.Mark mark : typed) {
            marks.add(
                    switch (mark) {
                        case BOLD -> Run.Mark.BOLD;
                        case ITALIC -> Run.Mark.ITALIC;
                        case STRIKE -> Run.Mark.STRIKE;
                        case CODE -> Run.Mark.CODE;
                    });
        }
        return marks;
    }
}
