package dev.footbridge.relay.ledger;

import java.sql.SQLException;

/** All tables over one connection. */
record Tables(
        ChannelTable channels,
        EventTable events,
        LinkTable links,
        OperationTable operations,
        ReactionTable reactions,
        ParkedTable parked,
        FileLinkTable fileLinks,
        GroupMemberTable groupMembers) {

    static Tables over(Statements sql) throws SQLException {
        return new Tables(
                new ChannelTable(sql),
                new EventTable(sql),
                new LinkTable(sql),
                new OperationTable(sql),
                new ReactionTable(sql),
                new ParkedTable(sql),
                new FileLinkTable(sql),
                new GroupMemberTable(sql));
    }
}
