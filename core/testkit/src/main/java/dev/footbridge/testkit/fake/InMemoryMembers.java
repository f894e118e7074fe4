package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Memberships;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.User;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is in which channel, everybody unless they left, and how they prove it. */
final class InMemoryMembers implements Memberships, SignIn {

    private record Absence(ChannelId channel, UserId user) {}

    private final InMemoryWorkspace workspace;
    private final Set<Absence> absences = new HashSet<>();
    private URI issuer = URI.create("https://sign-in.memory.example");

    InMemoryMembers(InMemoryWorkspace workspace) {
        this.workspace = workspace;
    }

    synchronized void leave(UserId user, ChannelId channel) {
        absences.add(new Absence(channel, user));
    }

    synchronized void join(UserId user, ChannelId channel) {
        absences.remove(new Absence(channel, user));
    }

    synchronized void issuer(URI other) {
        issuer = other;
    }

    private synchronized boolean contains(ChannelId channel, UserId user) {
        return workspace.find(channel).isPresent()
                && workspace.user(user).isPresent()
                && !absences.contains(new Absence(channel, user));
    }

    @Override
    public boolean isMember(ChannelId channel, UserId user) throws ConnectorException, InterruptedException {
        return workspace.gate().call(Verb.LOOK_UP, Optional.of(channel), () -> contains(channel, user));
    }

    @Override
    public Page<User> members(ChannelId channel, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        return workspace
                .gate()
                .call(
                        Verb.LOOK_UP,
                        Optional.of(channel),
                        () -> new Page<>(
                                workspace.people().stream()
                                        .filter(user -> contains(channel, user.id()))
                                        .toList(),
                                Optional.empty()));
    }

    @Override
    public synchronized URI issuer() {
        return issuer;
    }

    @Override
    public Set<String> scopes() {
        return Set.of("openid");
    }

    @Override
    public Optional<UserId> user(Map<String, Object> claims) {
        boolean here = workspace.id().value().equals(claims.get("workspace"));
        return here && claims.get("sub") instanceof String sub
                ? workspace.user(new UserId(workspace.id(), sub)).map(User::id)
                : Optional.empty();
    }
}
