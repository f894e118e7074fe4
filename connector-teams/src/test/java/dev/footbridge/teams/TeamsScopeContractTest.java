package dev.footbridge.teams;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.SignInGroups;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.teams.emulator.AppRegistration;
import dev.footbridge.teams.emulator.Seed;
import dev.footbridge.testkit.contract.ScopeBench;
import dev.footbridge.testkit.contract.ScopeContract;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The plans for Teams, proved by running them. */
class TeamsScopeContractTest extends ScopeContract {

    @Override
    protected ScopeBench bench() {
        return new Bench(new TeamsHarness());
    }

    private static final class Bench extends ScopeBench {

        private final TeamsHarness harness;

        Bench(TeamsHarness harness) {
            super(harness);
            this.harness = harness;
        }

        /** Tokens, keys, and what becomes of the app's own subscriptions. */
        @Override
        protected boolean needsNoScope(String request) {
            return request.matches("POST /[^/]+/oauth2/v2.0/token|GET /[^?]*(?:openid|keys)[^?]*"
                    + "|GET /v1.0/subscriptions|DELETE /v1.0/subscriptions/.*");
        }

        @Override
        protected Map<String, String> grant(GrantMode mode, Set<Scope> scopes) {
            harness.emulator()
                    .registerApp(new AppRegistration(
                            Seed.APP_ID,
                            Seed.APP_SECRET,
                            names(scopes, GrantType.APPLICATION),
                            names(scopes, GrantType.DELEGATED),
                            names(scopes, GrantType.RESOURCE_SPECIFIC)));
            return mode.name().equals("delegated") ? Map.of() : Map.of(TeamsSettings.REFRESH_TOKEN, "");
        }

        private static Set<String> names(Set<Scope> scopes, GrantType type) {
            return scopes.stream()
                    .filter(scope -> scope.grantType() == type)
                    .map(Scope::name)
                    .collect(Collectors.toSet());
        }

        @Override
        protected URI address() {
            return harness.notifications().uri();
        }

        /** A picture goes with the message, another file into a drive, an empty one by another call. */
        @Override
        protected List<Upload> uploads() {
            List<Upload> uploads = new ArrayList<>(super.uploads());
            uploads.add(file("notes.txt", "text/plain", "notes".getBytes(StandardCharsets.UTF_8)));
            uploads.add(file("empty.txt", "text/plain", new byte[0]));
            return uploads;
        }

        @Override
        protected void stock(GrantMode mode) throws ConnectorException, InterruptedException {
            stock(mode, channel());
            stock(mode, harness.chat());
        }

        @Override
        protected Map<String, Probe> own(GrantMode mode) {
            Map<String, Probe> probes = new HashMap<>();
            ChannelId chat = harness.chat();
            probes.put("post-chats", withOwn(mode, chat, (connector, id) -> {
                connector.post(chat, part(connector, chat));
                Draft answer = Draft.of(Document.text("quoted"), "quoted-" + id.value())
                        .inThread(id);
                connector.post(chat, connector.prepare(chat, answer).parts().get(0));
            }));
            probes.put("edit-chats", editing(mode, chat));
            probes.put("remove-chats", removing(mode, chat));
            probes.put("react-chats", reacting(mode, chat));
            probes.put("read-chats", reading(chat));
            probes.put("membership", members(channel()));
            probes.put("membership-chats", members(chat));
            probes.put("upload-chats", withOwn(mode, chat, (connector, id) -> {
                for (Upload upload : uploads()) {
                    post(connector, chat, upload, Optional.empty());
                    post(connector, chat, upload, Optional.of(id));
                }
            }));
            // An application posts no files, and reads those of the relay account.
            GrantMode poster = provider().scopes().mode("delegated");
            probes.put("download", downloading(poster, channel()));
            probes.put("download-chats", downloading(poster, chat));
            probes.put("events", listening(channel()));
            probes.put("events-chats", listening(chat));
            probes.put("channels", calling(connector -> {
                connector.directory().orElseThrow().channel(channel());
                Optional<String> next = connector
                        .directory()
                        .orElseThrow()
                        .channels(Optional.empty())
                        .next();
                connector.directory().orElseThrow().channels(next);
            }));
            probes.put("chats", calling(connector -> {
                connector.directory().orElseThrow().channel(chat);
                connector.directory().orElseThrow().channels(Optional.of(TeamsDirectory.CHATS));
            }));
            probes.put(
                    "documents-check",
                    calling(connector ->
                            connector.sharing().orElseThrow().check(document(), Set.of("somebody@elsewhere.example"))));
            probes.put(
                    "documents-share",
                    calling(connector -> connector
                            .sharing()
                            .orElseThrow()
                            .share(document(), Set.of("somebody@elsewhere.example"), Sharing.Role.VIEW)));
            probes.put("sign-in-groups", calling(connector -> {
                SignInGroups groups = connector.signInGroups().orElseThrow();
                String group = harness.emulator().directory().openGroup();
                groups.members(group, Optional.empty());
                groups.add(group, harness.people().first());
                groups.remove(group, harness.people().first());
            }));
            return probes;
        }

        /** Graph asks the address before it takes it. */
        private Probe listening(ChannelId channel) {
            return connector -> {
                harness.notifications().route(connector.webhooks().orElseThrow(), events -> {});
                return hearing(channel).missing(connector);
            };
        }

        private URI document() {
            return harness.document().orElseThrow().link();
        }
    }
}
