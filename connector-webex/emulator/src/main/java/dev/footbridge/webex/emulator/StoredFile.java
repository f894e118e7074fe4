package dev.footbridge.webex.emulator;

/** An uploaded file. The array is not copied. */
final class StoredFile {
    private final String id;
    private final String name;
    private final String type;
    private final byte[] bytes;
    private final Message message;

    StoredFile(String id, NewFile upload, Message message) {
        this.id = id;
        this.name = upload.name();
        this.type = upload.type();
        this.bytes = upload.bytes();
        this.message = message;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String type() {
        return type;
    }

    byte[] bytes() {
        return bytes;
    }

    Message message() {
        return message;
    }
}
