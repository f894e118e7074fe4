package dev.footbridge.relay.link;

import dev.footbridge.core.id.FileId;
import dev.footbridge.relay.ledger.InstallKey;

/**
 * The secrets that links hold. They are made from what a link is for with the key of this installation: a message that is
 * composed again has the same links, nobody without the key can guess one, and the ledger keeps only a hash of them.
 */
final class LinkKeys {

    private final InstallKey key;

    LinkKeys(InstallKey key) {
        this.key = key;
    }

    /** 128 bits as 26 characters that need no encoding in an address. */
    String secret(long group, long file, long channel) {
        return key.name("file link", group + " " + file + " " + channel);
    }

    /** Under what the ledger knows a secret; takes anything that somebody may have typed. */
    String row(String secret) {
        return key.name("file link row", secret);
    }

    long file(FileId file) {
        return key.number("file", file.toString());
    }
}
