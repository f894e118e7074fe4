package dev.footbridge.relay.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Files that are something else than they say, or two things at once. */
final class Spoofs {

    private static final List<String> LIES = List.of("text/html", "image/png", "image/gif", "application/octet-stream");

    /** A file; {@code name} is also what its script calls itself. */
    record Spoof(String name, String fileName, String mediaType, byte[] bytes) {}

    /** What something is and what it honestly calls itself. */
    private record Shape(String mediaType, String extension, UnaryOperator<String> around, Charset charset) {}

    private Spoofs() {}

    private static Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("html", shape("text/html", "html", js -> "<html><script>" + js + "</script></html>"));
        shapes.put(
                "late-html", shape("text/html", "htm", js -> " \n".repeat(300) + "<img src=x onerror=\"" + js + "\">"));
        shapes.put(
                "utf16-html",
                new Shape("text/html", "html", js -> "\ufeff<script>" + js + "</script>", StandardCharsets.UTF_16LE));
        shapes.put(
                "utf7-html",
                shape("text/html; charset=utf-7", "html", js -> "+ADw-script+AD4-" + js + "+ADw-/script+AD4-"));
        shapes.put(
                "svg",
                shape(
                        "image/svg+xml",
                        "svg",
                        js -> "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"" + js + "\"><script>" + js
                                + "</script></svg>"));
        shapes.put(
                "xhtml",
                shape(
                        "application/xhtml+xml",
                        "xhtml",
                        js -> "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><script>" + js
                                + "</script></html>"));
        shapes.put(
                "xml",
                shape(
                        "text/xml",
                        "xml",
                        js -> "<?xml version=\"1.0\"?><a><x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">" + js
                                + "</x:script></a>"));
        shapes.put("script", shape("text/javascript", "js", js -> js));
        shapes.put("gif-script", shape("image/gif", "gif", js -> "GIF89a=0;" + js));
        shapes.put("gif-html", shape("image/gif", "gif", js -> "GIF89a\1\0\1\0<script>" + js + "</script>"));
        shapes.put(
                "png-html",
                shape("image/png", "png", js -> "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR<html><script>" + js + "</script>"));
        shapes.put(
                "jpeg-html",
                shape("image/jpeg", "jpg", js -> "\u00ff\u00d8\u00ff\u00e0/*JFIF*/<script>" + js + "</script>"));
        shapes.put("webp-script", shape("image/webp", "webp", js -> "RIFF/*\0\0WEBP*/=0;" + js));
        shapes.put(
                "pdf-script",
                shape(
                        "application/pdf",
                        "pdf",
                        js -> "%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(" + js.replace("(", "\\(")
                                + ")>>>>endobj\n" + "<script>" + js + "</script>"));
        shapes.put(
                "mhtml",
                shape(
                        "multipart/related",
                        "mht",
                        js -> "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
                                + "Content-Type: text/html\r\n\r\n<script>" + js + "</script>\r\n--b--\r\n"));
        return shapes;
    }

    private static Shape shape(String mediaType, String extension, UnaryOperator<String> around) {
        return new Shape(mediaType, extension, around, StandardCharsets.ISO_8859_1);
    }

    static List<Spoof> all(Trap trap) {
        List<Spoof> spoofs = new ArrayList<>();
        shapes().forEach((kind, shape) -> {
            Set<String> types = new LinkedHashSet<>(LIES);
            types.add(shape.mediaType());
            for (String type : types) {
                String name = kind + "-as-" + type.replaceAll("[^a-z0-9]+", "-");
                spoofs.add(new Spoof(name, kind + "." + shape.extension(), type, bytes(shape, trap.script(name))));
            }
        });
        return spoofs;
    }

    private static byte[] bytes(Shape shape, String script) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(shape.around().apply(script).getBytes(shape.charset()));
        return out.toByteArray();
    }
}
