package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.TypedText;
import dev.footbridge.testkit.emulator.TypedText.Mark;
import dev.footbridge.testkit.emulator.TypedText.Run;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Entities;

/**
 * What Webex's own client makes of what a person types: plain text, or HTML where there is formatting or a mention. Webex has
 * no strikethrough and no channel references: those stay as typed.
 */
final class TypedHtml {
    private static final String EVERYBODY = "all";

    private final Organization organization;
    private final Room room;
    private final StringBuilder html = new StringBuilder();
    private final Set<String> people = new LinkedHashSet<>();
    private boolean all;
    private boolean formatted;

    private TypedHtml(Organization organization, Room room) {
        this.organization = organization;
        this.room = room;
    }

    static Content write(String typed, Organization organization, Room room) {
        TypedHtml writer = new TypedHtml(organization, room);
        TypedText.parse(typed, writer.names()).forEach(writer::block);
        if (!writer.formatted) {
            return Content.plain(typed);
        }
        return Content.html(writer.html.toString(), new Content.Mentioned(List.copyOf(writer.people), writer.all));
    }

    private TypedText.Names names() {
        return new TypedText.Names() {
            @Override
            public Optional<String> user(String handle) {
                return handle.equals(EVERYBODY)
                        ? Optional.of(EVERYBODY)
                        : organization.personByHandle(handle).filter(room::has).map(Person::id);
            }

            @Override
            public Optional<String> channel(String name) {
                return Optional.empty();
            }
        };
    }

    private void block(TypedText.Block block) {
        switch (block.kind()) {
            case LINES -> {
                html.append("<p>");
                lines(block.lines());
                html.append("</p>");
            }
            case QUOTE -> {
                formatted = true;
                html.append("<blockquote>");
                lines(block.lines());
                html.append("</blockquote>");
            }
            case ITEMS -> {
                formatted = true;
                html.append("<ul>");
                block.lines().forEach(line -> {
                    html.append("<li>");
                    line.forEach(this::run);
                    html.append("</li>");
                });
                html.append("</ul>");
            }
            case CODE -> {
                formatted = true;
                List<String> code = new ArrayList<>();
                block.lines()
                        .forEach(line ->
                                code.add(line.isEmpty() ? "" : line.get(0).text()));
                html.append("<pre><code>")
                        .append(Entities.escape(String.join("\n", code)))
                        .append("</code></pre>");
            }
        }
    }

    private void lines(List<List<Run>> lines) {
        for (int i = 0; i < lines.size(); i++) {
            html.append(i == 0 ? "" : "<br/>");
            lines.get(i).forEach(this::run);
        }
    }

    private void run(Run run) {
        List<String> tags = new ArrayList<>();
        run.marks().stream().sorted().filter(mark -> mark != Mark.STRIKE).forEach(mark -> tags.add(tag(mark)));
        formatted |= !tags.isEmpty() || run.kind() == TypedText.RunKind.MENTION;
        tags.forEach(tag -> html.append('<').append(tag).append('>'));
        String struck = run.marks().contains(Mark.STRIKE) ? "~" : "";
        html.append(struck);
        switch (run.kind()) {
            case MENTION -> mention(run);
            case LINK -> {
                formatted = true;
                html.append("<a href=\"")
                        .append(Entities.escape(run.target()).replace("\"", "&quot;"))
                        .append("\">")
                        .append(Entities.escape(run.text()))
                        .append("</a>");
            }
            case TEXT, CHANNEL -> html.append(Entities.escape(run.text()));
        }
        html.append(struck);
        for (int i = tags.size() - 1; i >= 0; i--) {
            html.append("</").append(tags.get(i)).append('>');
        }
    }

    private void mention(Run run) {
        if (run.target().equals(EVERYBODY)) {
            all = true;
            html.append("<spark-mention data-object-type=\"groupMention\" data-group-type=\"all\">All</spark-mention>");
            return;
        }
        people.add(run.target());
        html.append("<spark-mention data-object-type=\"person\" data-object-id=\"")
                .append(run.target())
                .append("\">")
                .append(Entities.escape(organization
                        .person(run.target())
                        .map(Person::displayName)
                        .orElse(run.text())))
                .append("</spark-mention>");
    }

    private static String tag(Mark mark) {
        return switch (mark) {
            case BOLD -> "strong";
            case ITALIC -> "em";
            case CODE -> "code";
            case STRIKE -> "s";
        };
    }
}
