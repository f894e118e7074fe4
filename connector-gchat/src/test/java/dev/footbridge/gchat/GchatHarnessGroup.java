package dev.footbridge.gchat;

import dev.footbridge.core.id.UserId;
import dev.footbridge.gchat.emulator.GchatEmulator;
import dev.footbridge.testkit.contract.ConnectorHarness.DirectoryGroup;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A group of the organisation, new for each test. */
final class GchatHarnessGroup implements DirectoryGroup {

    /** Google tells at most 200 at a time. */
    private static final int CROWD = 201;

    private final GchatEmulator chat;
    private final GchatIds ids;
    private final String id;

    GchatHarnessGroup(GchatEmulator chat, GchatIds ids) {
        this.chat = chat;
        this.ids = ids;
        this.id = chat.groups().add();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String missing() {
        return "0nowhere";
    }

    @Override
    public Set<UserId> members() {
        return chat.groups().members(id).stream().map(this::user).collect(Collectors.toSet());
    }

    private UserId user(String member) {
        return new UserId(ids.workspace(), member);
    }

    @Override
    public void put(UserId user) {
        chat.groups().join(id, user.value());
    }

    @Override
    public List<UserId> crowd() {
        return IntStream.range(0, CROWD)
                .mapToObj(number -> user(chat.admin().addUser("crowd" + number, "Crowd " + number)))
                .peek(this::put)
                .toList();
    }
}
