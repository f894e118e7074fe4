package dev.footbridge.relay.ledger;

import java.util.ArrayList;
import java.util.List;

/** What one {@link LedgerWork} sees: the tables, and hooks for what lies outside the database. Writer thread only. */
public final class LedgerTx {

    private final Tables tables;
    private final List<Runnable> undo = new ArrayList<>();
    private final List<Runnable> committed = new ArrayList<>();

    LedgerTx(Tables tables) {
        this.tables = tables;
    }

    public ChannelTable channels() {
        return tables.channels();
    }

    public EventTable events() {
        return tables.events();
    }

    public LinkTable links() {
        return tables.links();
    }

    public OperationTable operations() {
        return tables.operations();
    }

    public ReactionTable reactions() {
        return tables.reactions();
    }

    public ParkedTable parked() {
        return tables.parked();
    }

    public FileLinkTable fileLinks() {
        return tables.fileLinks();
    }

    public GroupMemberTable groupMembers() {
        return tables.groupMembers();
    }

    /** Runs when the transaction is rolled back, last one first. */
    public void undo(Runnable action) {
        undo.add(action);
    }

    /** Runs on the writer thread once the transaction survives a crash; must be short and must not throw. */
    public void afterCommit(Runnable action) {
        committed.add(action);
    }

    void rolledBack() {
        for (int i = undo.size() - 1; i >= 0; i--) {
            undo.get(i).run();
        }
        clear();
    }

    void committed() {
        List<Runnable> actions = List.copyOf(committed);
        clear();
        actions.forEach(Runnable::run);
    }

    private void clear() {
        undo.clear();
        committed.clear();
    }
}
