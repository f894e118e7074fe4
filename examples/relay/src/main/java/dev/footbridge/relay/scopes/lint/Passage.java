package dev.footbridge.relay.scopes.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A paragraph of prose, its lines joined. */
final class Passage {

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s+[\\p{Lu}\"'(]|\\s*$)");

    private final Section section;
    private final StringBuilder text = new StringBuilder();
    private final NavigableMap<Integer, Integer> lines = new TreeMap<>();

    Passage(Section section) {
        this.section = section;
    }

    /** A sentence and the line on which it begins. */
    record Sentence(int line, String text, String before) {}

    Passage add(int line, String words) {
        if (text.length() > 0) {
            text.append(' ');
        }
        lines.put(text.length(), line);
        text.append(words);
        return this;
    }

    Section section() {
        return section;
    }

    String text() {
        return text.toString();
    }

    int line() {
        return lines.firstEntry().getValue();
    }

    /** The sentences in order; each knows what stands before it in the paragraph. */
    List<Sentence> sentences() {
        List<Sentence> found = new ArrayList<>();
        Matcher end = SENTENCE_END.matcher(text);
        int start = 0;
        while (start < text.length()) {
            int stop = end.find() ? end.end() : text.length();
            String sentence = text.substring(start, stop).strip();
            if (!sentence.isEmpty()) {
                int offset = text.indexOf(sentence, start);
                found.add(new Sentence(lines.floorEntry(offset).getValue(), sentence, text.substring(0, offset)));
            }
            start = stop;
        }
        return found;
    }
}
