package dev.footbridge.teams;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.teams.emulator.Seed;
import dev.footbridge.teams.emulator.TeamsEmulator;
import dev.footbridge.testkit.contract.EmulatedPeople;
import java.util.Map;
import java.util.Optional;

/** What people do and see in the emulated client. */
final class TeamsHarnessPeople extends EmulatedPeople {

    TeamsHarnessPeople(TeamsEmulator teams, WorkspaceId workspace) {
        super(
                teams.people(),
                new UserId(workspace, Seed.ADA),
                new UserId(workspace, Seed.BEN),
                new UserId(workspace, "00000000-0000-4000-8000-000000000000"));
    }

    /** Without the team. */
    @Override
    protected String raw(ChannelId channel) {
        return behindSlash(channel.value());
    }

    /** Without the first message of the thread. */
    @Override
    protected String raw(MessageId message) {
        return behindSlash(message.value());
    }

    private static String behindSlash(String id) {
        return id.substring(id.indexOf('/') + 1);
    }

    @Override
    protected MessageId id(ChannelId channel, Optional<String> root, String raw) {
        return new MessageId(channel, root.map(first -> first + "/" + raw).orElse(raw));
    }

    @Override
    public Map<String, Object> claims(UserId person) {
        return Map.of("tid", Seed.TENANT_ID, "oid", person.value());
    }
}
