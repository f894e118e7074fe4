package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.TypedText;
import dev.footbridge.testkit.emulator.TypedText.Block;
import dev.footbridge.testkit.emulator.TypedText.Mark;
import dev.footbridge.testkit.emulator.TypedText.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.fellbaum.jemoji.EmojiManager;

/** What Slack's own client makes of what a person types: a {@code rich_text} block and the same as mrkdwn text. */
final class HumanText {
    private static final Pattern COLON_NAME = Pattern.compile(":([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):");

    /** What rings all members of a channel when it is typed after an at sign. */
    private static final Set<String> EVERYBODY = Set.of("here", "channel", "everyone");

    private final Workspace workspace;
    private final Emojis emojis;
    private final ArrayNode elements = Nodes.array();
    private final StringBuilder text = new StringBuilder();

    private HumanText(Workspace workspace, Emojis emojis) {
        this.workspace = workspace;
        this.emojis = emojis;
    }

    /** Puts {@code text} and {@code blocks} into a message body. */
    static void write(ObjectNode body, String typed, String blockId, Workspace workspace, Emojis emojis) {
        HumanText writer = new HumanText(workspace, emojis);
        List<Block> blocks = TypedText.parse(typed, writer.names());
        for (Block block : blocks) {
            writer.block(block);
        }
        body.put("text", writer.text.toString());
        ObjectNode richText = body.putArray("blocks").addObject();
        richText.put("type", "rich_text").put("block_id", blockId).set("elements", writer.elements);
    }

    private TypedText.Names names() {
        return new TypedText.Names() {
            @Override
            public Optional<String> user(String handle) {
                return EVERYBODY.contains(handle)
                        ? Optional.of("!" + handle)
                        : workspace.userByIdOrHandle(handle).map(SlackUser::id);
            }

            @Override
            public Optional<String> channel(String name) {
                return workspace.channelByIdOrName(name).map(one -> one.id);
            }
        };
    }

    private void block(Block block) {
        if (text.length() > 0) {
            text.append('\n');
        }
        switch (block.kind()) {
            case LINES -> lines(section("rich_text_section"), block.lines(), "");
            case QUOTE -> lines(section("rich_text_quote"), block.lines(), "&gt; ");
            case CODE -> code(block);
            case ITEMS -> items(block);
        }
    }

    private ArrayNode section(String type) {
        ObjectNode section = elements.addObject().put("type", type);
        return section.putArray("elements");
    }

    private void lines(ArrayNode target, List<List<Run>> lines, String prefix) {
        boolean first = true;
        for (List<Run> line : lines) {
            if (!first) {
                newLine(target);
                text.append('\n');
            }
            first = false;
            text.append(prefix);
            line.forEach(run -> run(target, run));
        }
    }

    private static void newLine(ArrayNode target) {
        if (target.size() > 0 && target.get(target.size() - 1) instanceof ObjectNode last && isPlainText(last)) {
            last.put("text", Nodes.text(last, "text") + "\n");
        } else {
            target.addObject().put("type", "text").put("text", "\n");
        }
    }

    private static boolean isPlainText(ObjectNode element) {
        return Nodes.text(element, "type").equals("text") && !element.has("style");
    }

    private void code(Block block) {
        List<String> lines = new ArrayList<>();
        block.lines()
                .forEach(line -> lines.add(line.isEmpty() ? "" : line.get(0).text()));
        String code = String.join("\n", lines);
        section("rich_text_preformatted").addObject().put("type", "text").put("text", code);
        text.append("```").append(Mrkdwn.escape(code)).append("```");
    }

    private void items(Block block) {
        ObjectNode list = elements.addObject().put("type", "rich_text_list");
        ArrayNode sections = list.putArray("elements");
        boolean first = true;
        for (List<Run> line : block.lines()) {
            text.append(first ? "• " : "\n• ");
            first = false;
            ArrayNode item =
                    sections.addObject().put("type", "rich_text_section").putArray("elements");
            line.forEach(run -> run(item, run));
        }
        list.put("style", "bullet").put("indent", 0).put("border", 0);
    }

    private void run(ArrayNode target, Run run) {
        switch (run.kind()) {
            case TEXT -> words(target, run);
            case MENTION -> mention(target, run);
            case CHANNEL -> {
                styled(target.addObject().put("type", "channel").put("channel_id", run.target()), run.marks());
                text.append("<#")
                        .append(run.target())
                        .append('|')
                        .append(run.text().substring(1))
                        .append('>');
            }
            case LINK -> {
                styled(target.addObject().put("type", "link").put("url", run.target()), run.marks());
                text.append('<').append(run.target()).append('>');
            }
        }
    }

    private void mention(ArrayNode target, Run run) {
        boolean everybody = run.target().startsWith("!");
        ObjectNode element = target.addObject();
        if (everybody) {
            element.put("type", "broadcast").put("range", run.target().substring(1));
        } else {
            element.put("type", "user").put("user_id", run.target());
        }
        styled(element, run.marks());
        text.append(everybody ? "<" : "<@").append(run.target()).append('>');
    }

    private void words(ArrayNode target, Run run) {
        String named = EmojiManager.replaceAllEmojis(
                run.text(),
                emoji -> emojis.name(emoji.getEmoji())
                        .map(name -> ":" + name + ":")
                        .orElse(emoji.getEmoji()));
        text.append(wrap(Mrkdwn.escape(named), run.marks()));
        Matcher colon = COLON_NAME.matcher(named);
        int done = 0;
        while (colon.find()) {
            String name = colon.group(1);
            if (!emojis.known(name) || run.marks().contains(Mark.CODE)) {
                continue;
            }
            plain(target, named.substring(done, colon.start()), run.marks());
            ObjectNode element = target.addObject().put("type", "emoji").put("name", name);
            String shown = emojis.show(name);
            if (!shown.startsWith(":")) {
                element.put("unicode", Emojis.unicode(shown));
            }
            done = colon.end();
        }
        plain(target, named.substring(done), run.marks());
    }

    private static void plain(ArrayNode target, String words, Set<Mark> marks) {
        if (!words.isEmpty()) {
            styled(target.addObject().put("type", "text").put("text", words), marks);
        }
    }

    private static void styled(ObjectNode element, Set<Mark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        ObjectNode style = element.putObject("style");
        for (Mark mark : Mark.values()) {
            if (marks.contains(mark)) {
                style.put(styleName(mark), true);
            }
        }
    }

    private static String styleName(Mark mark) {
        return switch (mark) {
            case BOLD -> "bold";
            case ITALIC -> "italic";
            case STRIKE -> "strike";
            case CODE -> "code";
        };
    }

    private static String wrap(String words, Set<Mark> marks) {
        String result = words;
        for (Mark mark : new Mark[] {Mark.CODE, Mark.STRIKE, Mark.ITALIC, Mark.BOLD}) {
            if (marks.contains(mark)) {
                String sign = sign(mark);
                result = sign + result + sign;
            }
        }
        return result;
    }

    private static String sign(Mark mark) {
        return switch (mark) {
            case BOLD -> "*";
            case ITALIC -> "_";
            case STRIKE -> "~";
            case CODE -> "`";
        };
    }
}
