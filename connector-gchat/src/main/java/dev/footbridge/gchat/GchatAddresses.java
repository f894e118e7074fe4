package dev.footbridge.gchat;

import dev.footbridge.core.document.DocumentTransformer;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkSpan;
import org.nibor.autolink.LinkType;

/** Makes links of the addresses in a text, as every client of Google Chat does when it shows it. */
final class GchatAddresses extends DocumentTransformer {

    private static final LinkExtractor ADDRESSES =
            LinkExtractor.builder().linkTypes(EnumSet.of(LinkType.URL)).build();

    @Override
    public List<Inline> text(Text text) {
        if (text.marks().contains(Mark.CODE) || !text.value().contains("://")) {
            return List.of(text);
        }
        List<Inline> out = new ArrayList<>();
        int done = 0;
        for (LinkSpan span : ADDRESSES.extractLinks(text.value())) {
            String url = text.value().substring(span.getBeginIndex(), span.getEndIndex());
            if (Link.isSafe(url)) {
                out.add(new Text(text.value().substring(done, span.getBeginIndex()), text.marks()));
                out.add(new Link(url, url, text.marks()));
                done = span.getEndIndex();
            }
        }
        out.add(new Text(text.value().substring(done), text.marks()));
        return out;
    }
}
