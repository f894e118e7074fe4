package dev.footbridge.testkit.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A document and the file that is it on a platform, a resource in the folder {@code golden} beside the test.
 *
 * @param file its name, without ending
 * @param back what is read of the file again
 * @param losses what the platform does not show
 */
public record Golden(String file, Document document, Document back, List<Loss> losses) {

    public Golden {
        losses = List.copyOf(losses);
    }

    /** One that the platform shows as it is. */
    public static Golden whole(String file, Document document) {
        return new Golden(file, document, document, List.of());
    }

    /** One that the platform shows otherwise. */
    public static Golden lesser(String file, Document document, Document back, Loss... losses) {
        return new Golden(file, document, back, List.of(losses));
    }

    /**
     * What stands in the file.
     *
     * @param test beside which it is
     * @param ending of its name, with the dot
     * @param otherwise what it would be, told when there is none
     */
    public String text(Class<?> test, String ending, Supplier<String> otherwise) {
        try (@Nullable InputStream in = test.getResourceAsStream("golden/" + file + ending)) {
            if (in == null) {
                throw new AssertionError("no file " + file + ending + "; it would be:\n" + otherwise.get());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same of a file of JSON. */
    public JsonNode json(Class<?> test, Supplier<String> otherwise) {
        try {
            return VendorContracts.MAPPER.readTree(text(test, ".json", otherwise));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name, for the names of tests. */
    @Override
    public String toString() {
        return file;
    }

    /** A paragraph of plain text. */
    public static Paragraph paragraph(String text) {
        return Paragraph.of(Text.of(text));
    }

    /** A list of these items. */
    public static ItemList list(boolean ordered, int start, ItemList.Item... items) {
        return new ItemList(ordered, start, List.of(items));
    }

    /** An item of plain text, with more below it. */
    public static ItemList.Item item(String text, Block... more) {
        return new ItemList.Item(
                Stream.concat(Stream.of(paragraph(text)), Stream.of(more)).toList());
    }

    /** A row of cells of plain text. */
    public static Table.Row row(String... cells) {
        return new Table.Row(Stream.of(cells)
                .map(cell -> new Table.Cell(List.of(Text.of(cell))))
                .toList());
    }
}
