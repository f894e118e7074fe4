package dev.footbridge.webex.emulator;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

    private static final Parser PARSER = Parser.builder()
            .maxOpenBlockParsers(MAX_OPEN_BLOCKS)
            .maxInlineNesting(MAX_INLINE_NESTING)
            .customInlineContentParserFactory(MentionNode.parser())
            .build();

    private static final Safelist KEPT = Safelist.none()
            .addTags("p", "br", "strong", "em", "b", "i", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr")
            .addTags("h1", "h2", "h3", "h4", "h5", "h6", "span", MentionFinder.TAG)
            .addAttributes("a", "href")
            .addAttributes("ol", "start")
            .addAttributes("code", "class")
            .addAttributes("blockquote", "class")
            .addAttributes(MentionFinder.TAG, "data-object-type", "data-object-id", "data-group-type")
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
        MentionFinder mentions = new MentionFinder(organization, room);
        MentionFinder rings = new MentionFinder(organization, room);
        HtmlRenderer renderer = HtmlRenderer.builder()
                .nodeRendererFactory(context -> new Nodes(context, mentions, rings))
                .build();
        String html = Jsoup.clean(
                renderer.render(PARSER.parse(markdown)), "", KEPT, new Document.OutputSettings().prettyPrint(false));
        rings.addRaw(markdown);
        return new Content(
                alternative.orElseGet(() -> ShownHtml.text(html)),
                Optional.of(markdown),
                Optional.of(html.strip()),
                greedyMentions ? rings.found() : mentions.found(),
                rings.found());
    }

    /** Mentions; raw HTML, in which nobody can forge a mention; and images, of which only the words stay. */
    private static final class Nodes implements NodeRenderer {
        private final HtmlNodeRendererContext context;
        private final HtmlWriter out;
        private final MentionFinder mentions;
        private final MentionFinder rings;

        private Nodes(HtmlNodeRendererContext context, MentionFinder mentions, MentionFinder rings) {
            this.context = context;
            this.out = context.getWriter();
            this.mentions = mentions;
            this.rings = rings;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(MentionNode.class, HtmlInline.class, HtmlBlock.class, Image.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof MentionNode mention) {
                mention(mentions.add(mention));
            } else if (node instanceof HtmlInline inline) {
                html(inline.getLiteral());
            } else if (node instanceof HtmlBlock block) {
                html(block.getLiteral());
            } else {
                for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                    context.render(child);
                }
            }
        }

        private void mention(MentionFinder.Shown shown) {
            if (shown.attributes().isEmpty()) {
                out.text(shown.text());
            } else {
                out.tag(MentionFinder.TAG, shown.attributes());
                out.text(shown.text());
                out.tag("/" + MentionFinder.TAG);
            }
        }

        private void html(String literal) {
            if (literal.toLowerCase(Locale.ROOT).contains(MentionFinder.TAG)) {
                rings.addTags(literal);
                out.text(literal);
            } else {
                out.raw(literal);
            }
        }
    }
}
