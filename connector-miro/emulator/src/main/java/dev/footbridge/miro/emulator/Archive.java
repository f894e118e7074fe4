package dev.footbridge.miro.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jsoup.nodes.Entities;

/** The ZIP file that an export of a board makes. Simplified: one page with the texts of the items, one below the other. */
final class Archive {
    private Archive() {}

    static byte[] of(Board board, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("board." + format.toLowerCase(Locale.ROOT)));
            zip.write(page(board, format).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String page(Board board, String format) {
        StringBuilder lines = new StringBuilder();
        int row = 0;
        for (Item item : board.items.values()) {
            String said = Html.shown(Nodes.text(item.data, item.data.has("content") ? "content" : "title"))
                    .text();
            switch (format) {
                case "SVG" ->
                    lines.append("<text x=\"0\" y=\"")
                            .append(20 * ++row)
                            .append("\">")
                            .append(Entities.escape(said))
                            .append("</text>");
                case "HTML" -> lines.append("<p>").append(Entities.escape(said)).append("</p>");
                default ->
                    lines.append("% ").append(said.replaceAll("\\R", " ")).append('\n');
            }
        }
        return switch (format) {
            case "SVG" -> "<svg xmlns=\"http://www.w3.org/2000/svg\">" + lines + "</svg>";
            case "HTML" -> "<!DOCTYPE html><html><body>" + lines + "</body></html>";
            default -> "%PDF-1.4\n" + lines + "%%EOF\n";
        };
    }
}
