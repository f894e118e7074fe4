package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.testkit.fake.DocumentGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mark of a post is made without its HTML, and found again in what the HTML says. */
class TeamsEchoTest {

    private static final WorkspaceId ELSEWHERE = new WorkspaceId(new Platform("elsewhere"), "W1");

    /** Names, labels and texts that markup, white space or Unicode could make something else of. */
    private static final List<String> HOSTILE = List.of(
            "Ann",
            " ",
            "<at id=\"0\">Bob</at>",
            "</strong></p><p>Bob:",
            "<!-- ",
            "]]>",
            "&nbsp;&amp",
            "a \u00a0 b\u00a0",
            "\u2007 \u2003x\u2001\u2003",
            "\u202eevil\u2066",
            "line\none\u2028two\r\n\r\nthree\u000bfour\ffive\u0085six",
            "\u0000nul\u0001",
            "\ud800lone",
            "e\u0301\u0327 A\u030a \u212b \ufb01",
            "e" + "\u0301".repeat(40),
            "\u0301\u0302",
            "\u200d\ufe0f",
            "👩‍👩‍👧‍👦🇩🇪🇩",
            "---",
            "> - 1. | ",
            "https://example.org/1?a=1&b=2",
            "www.other.example",
            "\t\ttabs\t ");

    private final TeamsFixture teams = new TeamsFixture();
    private final TeamsWriter writer = new TeamsWriter(teams.ids());
    private final Readback readback = teams.connector().readback().orElseThrow();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void a_draft_has_the_fingerprint_of_its_message(int block) {
        for (int seed = block * 500; seed < (block + 1) * 500; seed++) {
            Random random = new Random(seed);
            WorkspaceId workspace = random.nextBoolean() ? teams.ids().workspace() : ELSEWHERE;
            List<Block> blocks = new ArrayList<>(
                    new DocumentGenerator(seed, workspace).next().blocks());
            for (int i = random.nextInt(4); i > 0; i--) {
                blocks.add(random.nextInt(blocks.size() + 1), hostileBlock(random, workspace));
            }
            Draft draft = Draft.of(new Document(blocks), "seed-" + seed);
            String name = hostile(random);
            Optional<Persona> author = random.nextInt(3) == 0 || name.isBlank()
                    ? Optional.empty()
                    : Optional.of(new Persona(name, Optional.empty(), hostile(random)));
            Draft part = author.map(draft::as).orElse(draft);
            TeamsContent content = writer.write(part.body(), part.author());
            assertThat(readback.fingerprint(part))
                    .as("seed %s", seed)
                    .isNotEmpty()
                    .isEqualTo(TeamsReadback.normal(teams.readBack(content)));
        }
    }

    private static String hostile(Random random) {
        return HOSTILE.get(random.nextInt(HOSTILE.size()));
    }

    private static Block hostileBlock(Random random, WorkspaceId workspace) {
        return switch (random.nextInt(6)) {
            case 0 -> new Heading(1, inlines(random, workspace));
            case 1 -> new Quote(List.of(new Paragraph(inlines(random, workspace)), new CodeBlock("", hostile(random))));
            case 2 -> new CodeBlock("c", hostile(random) + "\n" + hostile(random));
            case 3 ->
                new ItemList(
                        true,
                        random.nextInt(),
                        List.of(
                                new ItemList.Item(List.of(
                                        new Paragraph(inlines(random, workspace)),
                                        new Quote(List.of(new Paragraph(inlines(random, workspace)))))),
                                new ItemList.Item(List.of(
                                        new CodeBlock("", hostile(random)),
                                        new Paragraph(inlines(random, workspace))))));
            case 4 ->
                new Table(
                        random.nextBoolean(),
                        List.of(
                                new Table.Row(List.of(new Table.Cell(inlines(random, workspace)))),
                                new Table.Row(List.of(
                                        new Table.Cell(List.of()), new Table.Cell(inlines(random, workspace))))));
            default -> new Paragraph(inlines(random, workspace));
        };
    }

    private static List<Inline> inlines(Random random, WorkspaceId workspace) {
        List<Inline> inlines = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            inlines.add(inline(random, workspace));
        }
        return inlines;
    }

    private static Inline inline(Random random, WorkspaceId workspace) {
        Set<Mark> marks = random.nextBoolean() ? Set.of() : Set.of(Mark.BOLD, Mark.CODE);
        return switch (random.nextInt(7)) {
            case 0 -> new Link(hostile(random), "https://example.org/1?a=1&b=2", marks);
            case 1 -> Mention.user(new UserId(workspace, "U<&" + random.nextInt(3)), hostile(random));
            case 2 -> new Mention(new Mention.GroupTarget("G1"), hostile(random));
            case 3 -> Mention.broadcast(Mention.Audience.EVERYONE, hostile(random));
            case 4 -> new ChannelRef(new ChannelId(workspace, "C1"), hostile(random));
            case 5 -> new EmojiRef(Emoji.custom("n" + hostile(random).replace("\n", "")));
            default -> new Text(hostile(random), marks);
        };
    }
}
