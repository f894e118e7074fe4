package dev.footbridge.testkit.contract;

import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentTransformer;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Mention;
import java.util.List;

/** Takes the labels of mentions and channels away: a platform need not tell them, and the target is what counts. */
final class Labels extends DocumentTransformer {

    private Labels() {}

    static Document without(Document document) {
        return new Labels().transform(document);
    }

    /** Without mentions and channels altogether. */
    static Document withoutReferences(Document document) {
        return new DocumentTransformer() {
            @Override
            public List<Inline> mention(Mention mention) {
                return List.of();
            }

            @Override
            public List<Inline> channelRef(ChannelRef reference) {
                return List.of();
            }
        }.transform(document);
    }

    @Override
    public List<Inline> mention(Mention mention) {
        return List.of(new Mention(mention.target(), ""));
    }

    @Override
    public List<Inline> channelRef(ChannelRef reference) {
        return List.of(new ChannelRef(reference.channel(), ""));
    }
}
