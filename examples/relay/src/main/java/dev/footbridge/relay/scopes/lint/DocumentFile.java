package dev.footbridge.relay.scopes.lint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file that somebody calls a permission document, and refuses what cannot be one. */
final class DocumentFile {

    /** Long reference pages of vendors have some 200 kB. */
    static final int MAX_BYTES = 2 * 1024 * 1024;

    /** Paragraphs come on one line. */
    static final int MAX_LINE = 20_000;

    private DocumentFile() {}

    static String read(Path file) throws LintException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new LintException("there is no such file");
        } catch (IOException e) {
            throw new LintException(
                    Files.isDirectory(file)
                            ? "this is a folder; name the files in it"
                            : "cannot be read: " + e.getMessage());
        }
        if (bytes.length > MAX_BYTES) {
            throw new LintException("the file is longer than " + MAX_BYTES + " bytes");
        }
        return text(bytes);
    }

    static String text(byte[] bytes) throws LintException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new LintException("this is no text in UTF-8");
        }
        if (text.chars().anyMatch(DocumentFile::isBinary)) {
            throw new LintException("this is no text: it has control characters");
        }
        if (text.isBlank()) {
            throw new LintException("the file is empty");
        }
        long number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.length() > MAX_LINE) {
                throw new LintException("line " + number + " is longer than " + MAX_LINE + " characters");
            }
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static boolean isBinary(int character) {
        return character < ' ' && character != '\n' && character != '\r' && character != '\t' && character != '\f';
    }
}
