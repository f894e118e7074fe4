package dev.footbridge.relay.bridge;

import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.InstallKey;

/**
 * The numbers of the messages that a group has on a channel: the original, the parts of the copy from 0 on, far above
 * them the files, and below all what was posted in place of something that the channel cannot do.
 */
final class PartNumber {

    /** Most parts of one correction. */
    static final int MAX_CORRECTION_PARTS = 1_024;

    /** Of the message that tells which files failed. */
    static final int FILE_NOTE = 1 << 20;

    private static final int FIRST_CORRECTION = CopyRow.ORIGINAL - 1;
    private static final int NOTICES = -(1 << 30);
    private static final int NOTICE_BITS = (1 << 30) - 1;

    private PartNumber() {}

    /** Whether it is a file, or tells about files. */
    static boolean isFile(int number) {
        return number >= FILE_NOTE;
    }

    /** Whether it is a part of the copy itself, files included. */
    static boolean isCopy(int number) {
        return number >= 0;
    }

    /** Of a reply that tells an edited text; the generations count the replies that could not be edited either. */
    static int correction(int generation, int part) {
        return FIRST_CORRECTION - (generation * MAX_CORRECTION_PARTS + part);
    }

    static boolean isCorrection(int number) {
        return number <= FIRST_CORRECTION && number > NOTICES;
    }

    static int generation(int correction) {
        return (FIRST_CORRECTION - correction) / MAX_CORRECTION_PARTS;
    }

    static int part(int correction) {
        return (FIRST_CORRECTION - correction) % MAX_CORRECTION_PARTS;
    }

    /** Whether it is a reply that stands for an emoji. */
    static boolean isNotice(int number) {
        return number <= NOTICES;
    }

    /** Of the reply that stands for an emoji; keyed, as plain hashes of emoji collide. */
    static int notice(InstallKey key, String canonical) {
        return NOTICES - (int) (key.number("notice", canonical) & NOTICE_BITS);
    }
}
