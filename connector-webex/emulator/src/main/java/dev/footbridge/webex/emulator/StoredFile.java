package dev.footbridge.webex.emulator;

/** A file of a message. */
record StoredFile(String id, NewFile file, Message message) {

    /** What of it is in memory, in bytes. */
    long held() {
        return file.content().held();
    }
}
