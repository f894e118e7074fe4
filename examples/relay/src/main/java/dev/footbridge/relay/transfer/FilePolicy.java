package dev.footbridge.relay.transfer;

import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.message.Attachment;

/** Decides for one file how it crosses: the operator's rules, the table, then what the target takes. Pure. */
public final class FilePolicy {

    /** Files are switched off. */
    public static final String OFF = "off";

    /** The operator does not want files of this type. */
    public static final String TYPE = "type";

    /** The operator does not want files of guests. */
    public static final String NO_GUESTS = "no_guests";

    /** Nothing can read files at the source. */
    public static final String UNREADABLE = "unreadable";

    /** Larger than the operator or the target allows. */
    public static final String TOO_LARGE = "too_large";

    /** The target takes no files. */
    public static final String NO_FILES = "no_files";

    /** The target refuses files of this type. */
    public static final String TARGET_TYPE = "target_type";

    private final FileTable table;

    public FilePolicy(FileTable table) {
        this.table = table;
    }

    /**
     * Between whom a file would go.
     *
     * @param readable whether the source's files can be read
     * @param limits what the target takes
     */
    public record Pair(
            Platform from,
            Platform to,
            Conversation conversation,
            Account account,
            boolean readable,
            FileLimits limits) {}

    /** How a file crosses. */
    public FileChoice decide(Attachment file, FileRules rules, Pair pair) {
        if (!rules.on()) {
            return FileChoice.refuse(OFF);
        }
        if (!rules.takes(file)) {
            return FileChoice.refuse(TYPE);
        }
        if (pair.account() == Account.GUEST && !rules.guests()) {
            return FileChoice.refuse(NO_GUESTS);
        }
        if (!pair.readable()) {
            return FileChoice.refuse(UNREADABLE);
        }
        FileChoice ofTable = table.choice(pair.from().value(), pair.to().value(), pair.conversation(), pair.account());
        return ofTable.way() == FileChoice.Way.NATIVE ? atTheTarget(file, rules, pair.limits()) : ofTable;
    }

    private static FileChoice atTheTarget(Attachment file, FileRules rules, FileLimits limits) {
        if (!limits.takesFiles()) {
            return FileChoice.link(NO_FILES);
        }
        if (!limits.fits(file.size()) || file.size().orElse(0) > rules.maxBytes()) {
            return FileChoice.link(TOO_LARGE);
        }
        return limits.refuses(file.name()) ? FileChoice.link(TARGET_TYPE) : FileChoice.NATIVE;
    }

    /** Whether the kind of the conversation matters for files of such an account. */
    public boolean asksForConversation(Platform from, Platform to, Account account) {
        return table.choice(from.value(), to.value(), account).isEmpty();
    }
}
