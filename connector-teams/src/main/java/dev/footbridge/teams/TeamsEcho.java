package dev.footbridge.teams;

import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentTransformer;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.InlineVisitor;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What reading a message of ours gives: {@link TeamsReader} behind {@link TeamsWriter}, without the HTML between them.
 * Parsing it for every post took a quarter of the time that sending takes. Only the language of code differs; it is not
 * seen.
 */
final class TeamsEcho extends DocumentTransformer {

    private final TeamsIds ids;
    private final TeamsWords words;

    TeamsEcho(TeamsIds ids) {
        this.ids = ids;
        this.words = new TeamsWords(ids);
    }

    Document of(Document body, Optional<Persona> author) {
        List<Block> blocks = new ArrayList<>();
        author.ifPresent(persona -> blocks.add(Paragraph.of(Text.of(typed(persona.label())))));
        blocks.addAll(blocks(body.blocks()));
        return new Document(blocks);
    }

    @Override
    protected List<Inline> inlines(List<Inline> inlines) {
        List<Inline> out = new ArrayList<>(inlines.size());
        for (int i = 0; i < inlines.size(); i++) {
            out.addAll(inlines.get(i).accept((InlineVisitor<List<Inline>>) this));
            if (inlines.get(i) instanceof Link link) {
                String behind = TeamsWords.behind(link, TeamsWords.next(inlines, i));
                out.addAll(behind.isEmpty() ? List.of() : List.of(Text.of(behind)));
            }
        }
        return out;
    }

    /** White space that stands in for other white space cannot be told from it. */
    private static String typed(String text) {
        return text.replace(TeamsStyles.FOR_NO_BREAK_SPACE, TeamsStyles.NO_BREAK_SPACE)
                .replace(TeamsStyles.FOR_TAB, '\t');
    }

    @Override
    public List<Block> codeBlock(CodeBlock codeBlock) {
        return List.of(new CodeBlock(codeBlock.language(), typed(codeBlock.text())));
    }

    @Override
    public List<Block> itemList(ItemList list) {
        int start = TeamsStyles.number(Integer.toString(list.start()), 1);
        return super.itemList(new ItemList(list.ordered(), start, list.items()));
    }

    @Override
    public List<Inline> text(Text text) {
        return List.of(new Text(typed(text.value()), text.marks()));
    }

    @Override
    public List<Inline> link(Link link) {
        return List.of(new Link(typed(link.text()), link.url(), link.marks()));
    }

    @Override
    public List<Inline> mention(Mention mention) {
        return List.of(words.notifying(mention)
                .<Inline>map(this::notifying)
                .orElseGet(() -> Text.of(typed(TeamsWords.of(mention)))));
    }

    private Mention notifying(Mention mention) {
        UserId user = ((Mention.UserTarget) mention.target()).user();
        return Mention.user(ids.user(user.value()), mention.label());
    }

    @Override
    public List<Inline> channelRef(ChannelRef channelRef) {
        return List.of(Text.of(typed(TeamsWords.of(channelRef))));
    }

    @Override
    public List<Inline> emojiRef(EmojiRef emojiRef) {
        return List.of(Text.of(typed(TeamsWords.of(emojiRef))));
    }
}
