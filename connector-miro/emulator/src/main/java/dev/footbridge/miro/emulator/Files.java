package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** The files behind images and documents: where they come from, and how large they may be. */
final class Files {
    /** The vendor's limit for uploads and for what it fetches. */
    static final int MAX_BYTES = 6 * 1024 * 1024;

    /** What all boards together keep; beyond it nothing more is taken. */
    static final long MAX_TOTAL_BYTES = 128L * 1024 * 1024;

    private static final String RESOURCES = "/resources/";
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static final byte[] PAGE = "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private final World world;
    private long total;

    Files(World world) {
        this.world = world;
    }

    /** What is at an address: fetched from this machine, a small stand-in for the rest of the world. */
    FileResource fetch(ItemKind kind, String url) {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw MiroFault.invalid("data.url", "not a URL");
        }
        String scheme = String.valueOf(address.getScheme());
        String host = address.getHost();
        if (host == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw MiroFault.invalid("data.url", "not a URL");
        }
        String path = String.valueOf(address.getPath());
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!HERE.contains(host)) {
            return kind == ItemKind.IMAGE
                    ? resource("image/png", name, PIXEL)
                    : resource("application/pdf", name, PAGE);
        }
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                String type = String.valueOf(connection.getContentType());
                return checked(resource(type, name, in.readNBytes(MAX_BYTES + 1)));
            }
        } catch (IOException e) {
            throw MiroFault.invalid("data.url", "the file cannot be fetched");
        }
    }

    /** A file that came with the request. */
    FileResource uploaded(String contentType, String fileName, byte[] bytes) {
        return checked(resource(contentType, fileName, bytes));
    }

    private FileResource resource(String contentType, String fileName, byte[] bytes) {
        return new FileResource(Long.toString(world.nextId()), contentType, fileName, bytes);
    }

    private static FileResource checked(FileResource file) {
        if (file.bytes().length == 0) {
            throw MiroFault.invalid("resource", "the file is empty");
        }
        if (file.bytes().length > MAX_BYTES) {
            throw MiroFault.of(413, "payloadTooLarge", "The file is larger than 6 MB");
        }
        return file;
    }

    /** The file of an item, if it has one. */
    static Optional<FileResource> of(Board board, Item item) {
        String address = Nodes.text(item.data, item.kind == ItemKind.IMAGE ? "imageUrl" : "documentUrl");
        int at = address.indexOf(RESOURCES);
        if (at < 0) {
            return Optional.empty();
        }
        String id = address.substring(at + RESOURCES.length(), address.indexOf('?', at));
        return Optional.ofNullable(board.resources.get(id));
    }

    /** Keeps a file on a board and puts its address into an item's data. Call with the world locked. */
    void attach(String base, Board board, ItemKind kind, ObjectNode data, FileResource file) {
        if (total + file.bytes().length > MAX_TOTAL_BYTES) {
            throw MiroFault.of(400, "boardLimitExceeded", "The boards hold too many files");
        }
        total += file.bytes().length;
        board.resources.put(file.id(), file);
        String address = base + "/v2/boards/" + board.id + RESOURCES + file.id();
        if (kind == ItemKind.IMAGE) {
            data.put("imageUrl", address + "?format=preview&redirect=false");
        } else {
            data.put("documentUrl", address + "?redirect=false");
        }
        if (Nodes.text(data, "title").isEmpty()) {
            data.put("title", file.fileName());
        }
    }
}
