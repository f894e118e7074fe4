package dev.footbridge.webex.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/** Turns posted Markdown into what the clients show, and finds out whom it mentions. */
final class Markdown {
    /** Deeper nesting is text: outsiders choose the depth, and rendering recurses. */
    private static final int MAX_OPEN_BLOCKS = 50;

    private static final int MAX_INLINE_NESTING = 100;

    private static final Pattern RAW_MENTION = Pattern.compile("<@([^<>\\n]{1,1000})>");

    private static final Parser PARSER = Parser.builder()
            .maxOpenBlockParsers(MAX_OPEN_BLOCKS)
            .maxInlineNesting(MAX_INLINE_NESTING)
            .customInlineContentParserFactory(MentionNode.parser())
            .build();

    private static final Safelist KEPT = Safelist.none()
            .addTags("p", "br", "strong", "em", "b", "i", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr")
            .addTags("h1", "h2", "h3", "h4", "h5", "h6", "span", "spark-mention")
            .addAttributes("a", "href")
            .addAttributes("ol", "start")
            .addAttributes("code", "class")
            .addAttributes("blockquote", "class")
            .addAttributes("spark-mention", "data-object-type", "data-object-id", "data-group-type")
            .addProtocols("a", "href", "http", "https", "mailto", "tel", "webexteams")
            .addEnforcedAttribute("a", "rel", "nofollow");

    private final Organization organization;
    private final boolean greedyMentions;

    Markdown(Organization organization, boolean greedyMentions) {
        this.organization = organization;
        this.greedyMentions = greedyMentions;
    }

    /** @param alternative the plain text that was posted beside it */
    Content render(String markdown, Optional<String> alternative, Room room) {
        Mentions mentions = new Mentions(room);
        HtmlRenderer renderer = HtmlRenderer.builder()
                .nodeRendererFactory(context -> new Nodes(context, mentions))
                .build();
        String html = Jsoup.clean(
                renderer.render(PARSER.parse(markdown)), "", KEPT, new Document.OutputSettings().prettyPrint(false));
        if (greedyMentions) {
            Matcher raw = RAW_MENTION.matcher(markdown);
            while (raw.find()) {
                MentionNode.read(raw.group(1)).ifPresent(mentions::html);
            }
        }
        return new Content(
                alternative.orElseGet(() -> ShownHtml.text(html)),
                Optional.of(markdown),
                Optional.of(html.strip()),
                List.copyOf(mentions.people),
                mentions.all);
    }

    /** Whom one text mentions. Somebody who is not in the room is not rung; the name stays as text. */
    private final class Mentions {
        private final Room room;
        private final Set<String> people = new LinkedHashSet<>();
        private boolean all;

        private Mentions(Room room) {
            this.room = room;
        }

        /** The tag's attributes and what it shows; without attributes: plain text. */
        private Map.Entry<Map<String, String>, String> html(MentionNode mention) {
            if (mention.key() == MentionNode.Key.ALL) {
                all = true;
                return Map.entry(attributes("groupMention", "data-group-type", "all"), "All");
            }
            Optional<Person> person = mention.key() == MentionNode.Key.EMAIL
                    ? organization.personByEmail(mention.target())
                    : organization.person(mention.target());
            String shown =
                    mention.label().or(() -> person.map(Person::displayName)).orElse(mention.target());
            if (person.filter(room::has).isEmpty()) {
                return Map.entry(Map.of(), shown);
            }
            String id = person.orElseThrow().id();
            people.add(id);
            return Map.entry(attributes("person", "data-object-id", id), shown);
        }
    }

    /** In the order in which Webex writes them. */
    private static Map<String, String> attributes(String type, String name, String value) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("data-object-type", type);
        attributes.put(name, value);
        return attributes;
    }

    /** Mentions; raw HTML, in which nobody can forge a mention; and images, of which only the words stay. */
    private static final class Nodes implements NodeRenderer {
        private final HtmlWriter out;
        private final Mentions mentions;

        private Nodes(HtmlNodeRendererContext context, Mentions mentions) {
            this.out = context.getWriter();
            this.mentions = mentions;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(MentionNode.class, HtmlInline.class, HtmlBlock.class, Image.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof MentionNode mention) {
                Map.Entry<Map<String, String>, String> shown = mentions.html(mention);
                if (shown.getKey().isEmpty()) {
                    out.text(shown.getValue());
                } else {
                    out.tag("spark-mention", shown.getKey());
                    out.text(shown.getValue());
                    out.tag("/spark-mention");
                }
            } else if (node instanceof HtmlInline inline) {
                html(inline.getLiteral());
            } else if (node instanceof HtmlBlock block) {
                html(block.getLiteral());
            } else if (node instanceof Image image) {
                out.text(image.getTitle() == null ? image.getDestination() : image.getTitle());
            }
        }

        private void html(String literal) {
            if (literal.toLowerCase(java.util.Locale.ROOT).contains("spark-mention")) {
                out.text(literal);
            } else {
                out.raw(literal);
            }
        }
    }

    /** The ids whom a client rings for this content. */
    static List<String> rung(Content content, Room room) {
        if (!content.mentionsAll()) {
            return content.mentionedPeople();
        }
        List<String> everybody = new ArrayList<>();
        room.members().forEach(member -> everybody.add(member.person().id()));
        return everybody;
    }
}
