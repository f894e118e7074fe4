package dev.footbridge.teams;

import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.teams.emulator.TeamsDirectory;
import dev.footbridge.testkit.contract.ConnectorHarness.DirectoryGroup;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A security group, new for each test. */
final class TeamsHarnessGroup implements DirectoryGroup {

    /** Graph tells at most 999 at a time. */
    private static final int CROWD = 1_001;

    private final TeamsDirectory directory;
    private final WorkspaceId workspace;
    private final String id;

    TeamsHarnessGroup(TeamsDirectory directory, WorkspaceId workspace) {
        this.directory = directory;
        this.workspace = workspace;
        this.id = directory.openGroup();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String missing() {
        return "00000000-0000-4000-8000-000000000000";
    }

    @Override
    public Set<UserId> members() {
        return directory.members(id).stream()
                .map(member -> new UserId(workspace, member))
                .collect(Collectors.toSet());
    }

    @Override
    public void put(UserId user) {
        directory.addMember(id, user.value());
    }

    @Override
    public List<UserId> crowd() {
        return IntStream.range(0, CROWD)
                .mapToObj(number -> new UserId(
                        workspace, directory.addPerson("Crowd " + number, "crowd" + number + "@northwind.example")))
                .peek(this::put)
                .toList();
    }
}
