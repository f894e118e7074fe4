package dev.footbridge.slack;

import dev.footbridge.testkit.emulator.JournalEntry;
import java.util.List;

final class SlackRequestSchemas {
    static void check(List<JournalEntry> sent) {}
}
