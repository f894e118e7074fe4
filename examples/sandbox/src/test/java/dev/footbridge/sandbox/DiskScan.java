package dev.footbridge.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Searches every byte below a folder for what must not be there, in all the forms that bytes are written in. */
final class DiskScan {

    private final Path folder;
    private final Path ownedByOperator;

    /** @param ownedByOperator the configuration, which is the operator's and not looked at */
    DiskScan(Path folder, Path ownedByOperator) {
        this.folder = folder;
        this.ownedByOperator = ownedByOperator;
    }

    /** What was found, by the names that the needles go by, and where. */
    List<String> hits(Map<String, String> needles) throws IOException {
        List<String> hits = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> !f.equals(ownedByOperator))
                    .toList()) {
                for (String what : hits(needles, Files.readAllBytes(file))) {
                    hits.add(what + " in " + folder.relativize(file));
                }
            }
        }
        return hits;
    }

    /** The same for bytes that are no file of the folder any more. */
    static List<String> hits(Map<String, String> needles, byte[] content) {
        String bytes = new String(content, StandardCharsets.ISO_8859_1);
        List<String> hits = new ArrayList<>();
        needles.forEach((what, needle) -> {
            if (forms(needle).stream().anyMatch(bytes::contains)) {
                hits.add(what);
            }
        });
        return hits;
    }

    private static List<String> forms(String needle) {
        List<String> forms = new ArrayList<>();
        forms.add(needle);
        forms.add(new StringBuilder(needle).reverse().toString());
        forms.add(new String(needle.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
        forms.add(HexFormat.of().formatHex(needle.getBytes(StandardCharsets.UTF_8)));
        for (int shift = 0; shift < 3; shift++) {
            String shifted = Base64.getEncoder()
                    .encodeToString(("xxx".substring(0, shift) + needle).getBytes(StandardCharsets.UTF_8));
            // The first and last groups depend on the neighbours.
            forms.add(shifted.substring(4, shifted.length() - 4));
        }
        return forms;
    }
}
