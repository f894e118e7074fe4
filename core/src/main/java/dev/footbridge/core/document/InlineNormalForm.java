package dev.footbridge.core.document;

import java.util.ArrayList;
import java.util.List;

/** The normal form of the inlines of one block. */
final class InlineNormalForm {
    private static final Pieces PIECES = new Pieces();

    private InlineNormalForm() {}

    /** Cleaned, merged, without line breaks at the ends; empty when there is nothing to see. */
    static List<Inline> of(List<Inline> inlines) {
        List<Inline> pieces = new ArrayList<>(inlines.size());
        inlines.forEach(inline -> pieces.addAll(inline.accept(PIECES)));
        // Again behind the caps, which may empty a run between two of the same look.
        List<Inline> merged = merge(cap(merge(pieces)));
        return isBlank(merged) ? List.of() : trim(merged);
    }

    /** Like {@link #of}, divided where an empty line stands. */
    static List<List<Inline>> paragraphs(List<Inline> inlines) {
        List<List<Inline>> paragraphs = new ArrayList<>();
        List<Inline> all = of(inlines);
        int start = 0;
        int breaks = 0;
        for (int i = 0; i < all.size(); i++) {
            breaks = all.get(i) instanceof LineBreak ? breaks + 1 : 0;
            if (breaks == 2) {
                addParagraph(paragraphs, all.subList(start, i));
                start = i;
            }
        }
        addParagraph(paragraphs, all.subList(start, all.size()));
        return paragraphs;
    }

    private static void addParagraph(List<List<Inline>> paragraphs, List<Inline> inlines) {
        if (!isBlank(inlines)) {
            paragraphs.add(trim(inlines));
        }
    }

    private static boolean isBlank(List<Inline> inlines) {
        return inlines.stream()
                .allMatch(inline -> inline instanceof LineBreak
                        || (inline instanceof Text text && text.value().isBlank()));
    }

    private static List<Inline> trim(List<Inline> inlines) {
        int from = 0;
        int to = inlines.size();
        while (from < to && inlines.get(from) instanceof LineBreak) {
            from++;
        }
        while (to > from && inlines.get(to - 1) instanceof LineBreak) {
            to--;
        }
        return List.copyOf(inlines.subList(from, to));
    }

    /** Graphemes may reach over runs of text of different look, but not into a link, which is never torn from its edges. */
    private static List<Inline> cap(List<Inline> pieces) {
        List<Inline> out = new ArrayList<>(pieces.size());
        int i = 0;
        while (i < pieces.size()) {
            int end = i + 1;
            if (pieces.get(i) instanceof Text) {
                while (end < pieces.size() && pieces.get(end) instanceof Text) {
                    end++;
                }
            }
            addCapped(out, pieces.subList(i, end));
            i = end;
        }
        return out;
    }

    private static void addCapped(List<Inline> out, List<Inline> neighbours) {
        if (!isRun(neighbours.get(0))) {
            out.addAll(neighbours);
            return;
        }
        List<String> texts = new ArrayList<>(neighbours.size());
        neighbours.forEach(inline -> texts.add(shown(inline)));
        List<String> capped = CleanText.capped(texts);
        for (int i = 0; i < capped.size(); i++) {
            addShown(out, neighbours.get(i), capped.get(i));
        }
    }

    private static boolean isRun(Inline inline) {
        return inline instanceof Text || inline instanceof Link;
    }

    private static String shown(Inline run) {
        return run instanceof Link link ? link.text() : ((Text) run).value();
    }

    private static void addShown(List<Inline> out, Inline original, String shown) {
        if (shown.isEmpty()) {
            return;
        }
        if (original instanceof Text text) {
            out.add(shown.equals(text.value()) ? text : new Text(shown, text.marks()));
        } else if (original instanceof Link link) {
            out.add(shown.equals(link.text()) ? link : new Link(shown, link.url(), link.marks()));
        }
    }

    private static List<Inline> merge(List<Inline> pieces) {
        List<Inline> out = new ArrayList<>(pieces.size());
        int i = 0;
        while (i < pieces.size()) {
            Inline first = pieces.get(i);
            int end = i + 1;
            while (end < pieces.size() && looksLike(first, pieces.get(end))) {
                end++;
            }
            out.add(end == i + 1 ? first : joined(first, pieces.subList(i, end)));
            i = end;
        }
        return out;
    }

    private static boolean looksLike(Inline a, Inline b) {
        if (a instanceof Text first && b instanceof Text second) {
            return first.marks().equals(second.marks());
        }
        return a instanceof Link first
                && b instanceof Link second
                && first.url().equals(second.url())
                && first.marks().equals(second.marks());
    }

    private static Inline joined(Inline first, List<Inline> run) {
        StringBuilder shown = new StringBuilder();
        run.forEach(inline -> shown.append(shown(inline)));
        return first instanceof Link link
                ? new Link(shown.toString(), link.url(), link.marks())
                : new Text(shown.toString(), ((Text) first).marks());
    }

    /** Cleans an inline and cuts text into lines. */
    private static final class Pieces implements InlineVisitor<List<Inline>> {
        @Override
        public List<Inline> text(Text text) {
            String clean = CleanText.lines(text.value());
            if (clean.indexOf('\n') < 0) {
                return piece(text, clean);
            }
            List<Inline> out = new ArrayList<>();
            int start = 0;
            for (int end = clean.indexOf('\n'); end >= 0; end = clean.indexOf('\n', start)) {
                out.addAll(piece(text, clean.substring(start, end)));
                out.add(new LineBreak());
                start = end + 1;
            }
            out.addAll(piece(text, clean.substring(start)));
            return out;
        }

        private static List<Inline> piece(Text original, String value) {
            if (value.isEmpty()) {
                return List.of();
            }
            return List.of(value.equals(original.value()) ? original : new Text(value, original.marks()));
        }

        @Override
        public List<Inline> link(Link link) {
            String clean = CleanText.line(link.text());
            return List.of(clean.equals(link.text()) ? link : new Link(clean, link.url(), link.marks()));
        }

        @Override
        public List<Inline> mention(Mention mention) {
            return List.of(new Mention(mention.target(), label(mention.label())));
        }

        @Override
        public List<Inline> channelRef(ChannelRef channelRef) {
            return List.of(new ChannelRef(channelRef.channel(), label(channelRef.label())));
        }

        @Override
        public List<Inline> emojiRef(EmojiRef emojiRef) {
            Emoji emoji = emojiRef.emoji();
            if (!emoji.custom()) {
                return text(Text.of(emoji.value()));
            }
            String name = label(emoji.value());
            return name.isEmpty() ? List.of() : List.of(new EmojiRef(Emoji.custom(name)));
        }

        @Override
        public List<Inline> lineBreak(LineBreak lineBreak) {
            return List.of(lineBreak);
        }

        private static String label(String raw) {
            return CleanText.capped(CleanText.line(raw).strip());
        }
    }
}
