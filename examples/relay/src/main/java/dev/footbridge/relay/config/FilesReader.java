package dev.footbridge.relay.config;

import dev.footbridge.relay.transfer.ClamdScanner;
import dev.footbridge.relay.transfer.FileRules;
import dev.footbridge.relay.transfer.FileScanner;
import dev.footbridge.relay.transfer.FileTable;
import dev.footbridge.relay.transfer.Spool;
import dev.footbridge.relay.transfer.TransferOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how files move, and which of them a bridge lets through. */
final class FilesReader {

    static final List<String> RULE_KEYS = List.of("copies", "max", "allow", "deny", "guests");
    static final List<String> TRANSFER_KEYS = List.of("streams", "per-person", "spool", "policy", "scanner");

    /** Most types of a list. */
    static final int MAX_TYPES = 200;

    /** Room for two-part transfers when nobody says how much. */
    static final long SPOOL_BYTES = 1_000_000_000;

    private static final int MOST_STREAMS = 256;
    private static final int MAX_TABLE_BYTES = 1_048_576;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(kB|MB|GB)?");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9]{1,16}|[a-z]{1,20}/(\\*|[a-z0-9][a-z0-9.+-]{0,100})");

    private FilesReader() {}

    static FileRules rules(@Nullable ConfigNode node) {
        FileRules defaults = FileRules.EVERYTHING;
        if (node == null) {
            return defaults;
        }
        Map<String, ConfigNode> members = node.members(RULE_KEYS);
        return new FileRules(
                PolicyReader.isOn(members.get("copies"), defaults.on()),
                size(members.get("max"), defaults.maxBytes()),
                types(members.get("allow")),
                types(members.get("deny")),
                PolicyReader.isOn(members.get("guests"), defaults.guests()));
    }

    private static Set<String> types(@Nullable ConfigNode node) {
        Set<String> types = new HashSet<>();
        if (node == null) {
            return types;
        }
        List<ConfigNode> elements = node.elements();
        if (elements.size() > MAX_TYPES) {
            node.complain("has more than " + MAX_TYPES + " entries");
            return types;
        }
        for (ConfigNode element : elements) {
            Optional<String> type = element.scalar().map(written -> written.toLowerCase(Locale.ROOT));
            if (type.isPresent() && !TYPE.matcher(type.get()).matches()) {
                element.complain("must be an extension such as pdf, or a media type such as image/png or image/*");
            }
            type.ifPresent(types::add);
        }
        return types;
    }

    static TransferOptions transfer(@Nullable ConfigNode node, Path dataDir, Path base) {
        TransferOptions defaults = TransferOptions.defaults();
        Map<String, ConfigNode> members = node == null ? Map.of() : node.members(TRANSFER_KEYS);
        TransferOptions options = defaults.withStreams(
                        number(members.get("streams"), defaults.streams()),
                        number(members.get("per-person"), defaults.perUser()))
                .withSpool(dataDir.resolve(Spool.FOLDER), size(members.get("spool"), SPOOL_BYTES));
        options = scanner(members.get("scanner")).map(options::withScanner).orElse(options);
        @Nullable ConfigNode policy = members.get("policy");
        return policy == null
                ? options
                : table(policy, base).map(options::withTable).orElse(options);
    }

    private static Optional<FileScanner> scanner(@Nullable ConfigNode node) {
        Optional<String> written = node == null ? Optional.empty() : node.scalar();
        if (node == null || written.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClamdScanner(URI.create(written.get())));
        } catch (IllegalArgumentException e) {
            node.complain("must be where clamd listens, such as tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl");
            return Optional.empty();
        }
    }

    private static Optional<FileTable> table(ConfigNode node, Path base) {
        Optional<Path> file = node.scalar().map(base::resolve);
        try {
            if (file.isEmpty()) {
                return Optional.empty();
            }
            if (Files.size(file.get()) > MAX_TABLE_BYTES) {
                node.complain("is larger than " + MAX_TABLE_BYTES + " bytes");
                return Optional.empty();
            }
            return Optional.of(FileTable.parse(Files.readString(file.get())));
        } catch (IOException e) {
            node.complain("cannot be read as UTF-8 text; does the file exist, and may this user read it?");
        } catch (IllegalArgumentException e) {
            node.complain("is not a table of how files cross: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static int number(@Nullable ConfigNode node, int fallback) {
        Optional<String> written = node == null ? Optional.empty() : node.scalar();
        if (node == null || written.isEmpty()) {
            return fallback;
        }
        int value = written.get().matches("\\d{1,3}") ? Integer.parseInt(written.get()) : 0;
        if (value < 1 || value > MOST_STREAMS) {
            node.complain("must be a number from 1 to " + MOST_STREAMS);
            return fallback;
        }
        return value;
    }

    private static long size(@Nullable ConfigNode node, long fallback) {
        Optional<String> written = node == null ? Optional.empty() : node.scalar();
        if (node == null || written.isEmpty()) {
            return fallback;
        }
        Matcher size = SIZE.matcher(written.get());
        if (!size.matches()) {
            node.complain("must be a size such as 500kB, 25MB or 2GB");
            return fallback;
        }
        String unit = Optional.ofNullable(size.group(2)).orElse("");
        long factor = switch (unit) {
            case "kB" -> 1_000L;
            case "MB" -> 1_000_000L;
            case "GB" -> 1_000_000_000L;
            default -> 1L;
        };
        return Math.multiplyExact(Long.parseLong(size.group(1)), factor);
    }
}
