package dev.footbridge.slack.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every member of every event has a name and a type that the vendor's recorded events have in the same place. */
@EnabledIfSystemProperty(
        named = "footbridge.contracts",
        matches = ".+",
        disabledReason = "the vendor's samples are not here: set footbridge.contracts")
class EventShapeTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Not in the recordings, but in the vendor's own Java model of the same objects. */
    private static final Set<String> MODELLED =
            Set.of("/app_id", "/message/app_id", "/previous_message/app_id", "/root/reply_users");

    @Test
    void everyEventFormIsMadeOfTheVendorsMembers() throws Exception {
        Map<String, Map<String, Set<JsonNodeType>>> vocabulary = vocabulary();
        List<JsonNode> envelopes = provokeEveryForm();

        assertThat(envelopes.stream().map(envelope -> form(envelope.path("event"))))
                .contains(
                        "message",
                        "message.bot_message",
                        "message.message_changed",
                        "message.message_deleted",
                        "message.thread_broadcast",
                        "message.channel_join",
                        "message.channel_name",
                        "reaction_added",
                        "reaction_removed",
                        "member_joined_channel",
                        "member_left_channel",
                        "channel_rename");
        Set<String> unknown = new TreeSet<>();
        for (JsonNode envelope : envelopes) {
            String form = form(envelope.path("event"));
            compare(form, envelope.path("event"), "", vocabulary.getOrDefault(form, Map.of()), unknown);
            compare(
                    "envelope",
                    ((com.fasterxml.jackson.databind.node.ObjectNode) envelope.deepCopy()).without("event"),
                    "",
                    vocabulary.get("envelope"),
                    unknown);
        }
        assertThat(unknown).isEmpty();
    }

    private static String form(JsonNode event) {
        String subtype = event.path("subtype").asText("");
        return event.path("type").asText() + (subtype.isEmpty() ? "" : "." + subtype);
    }

    private static List<JsonNode> provokeEveryForm() throws Exception {
        try (SlackEmulator emulator = SlackEmulator.builder().start();
                Subscriber app = new Subscriber().of(emulator)) {
            String root =
                    emulator.people().post("ada", "general", "hello *bold* @grace #random 👍 https://a.example `c`");
            emulator.people().post("grace", "general", "> quote\n- item", Optional.of(root));
            emulator.admin().broadcastReply("grace", "general", "to all", root);
            emulator.people().edit("ada", "general", root, "```\ncode\n```");
            emulator.admin().unfurl("general", root, "https://a.example", "A page");
            emulator.people().react("grace", "general", root, "🎉");
            emulator.people().unreact("grace", "general", root, "🎉");
            emulator.people().delete("ada", "general", root);
            String lone = emulator.people().post("ada", "general", "lone");
            emulator.people().delete("ada", "general", lone);
            emulator.admin().postAsOtherApp("general", "weather", "rain");
            emulator.admin().addUser("linus", "Linus", "l@example.com");
            emulator.admin().join("general", "linus");
            emulator.admin().leave("general", "linus");
            emulator.admin().rename("general", "everyone", "ada");
            ApiCalls bot = new ApiCalls(emulator);
            String own = bot.call("chat.postMessage", Map.of("channel", emulator.channelId("random"), "text", "mine"))
                    .path("ts")
                    .asText();
            bot.call("chat.update", Map.of("channel", emulator.channelId("random"), "ts", own, "text", "edited"));
            bot.call("chat.delete", Map.of("channel", emulator.channelId("random"), "ts", own));
            bot.call(
                    "chat.postMessage",
                    Map.of(
                            "channel", emulator.channelId("random"),
                            "text", "as another",
                            "username", "Grace",
                            "icon_url", "https://example.com/g.png"));
            assertThat(emulator.awaitDeliveries(Duration.ofSeconds(10))).isTrue();
            return app.received.stream().map(Subscriber.Received::json).toList();
        }
    }

    private static void compare(
            String form, JsonNode node, String at, Map<String, Set<JsonNodeType>> known, Set<String> unknown) {
        Iterator<Map.Entry<String, JsonNode>> members = node.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            String here = at + "/" + member.getKey();
            JsonNode value = member.getValue();
            if (here.endsWith("/blocks") || MODELLED.contains(here)) {
                continue;
            }
            Set<JsonNodeType> types = known.getOrDefault(here, Set.of());
            if (!types.contains(value.getNodeType()) && !value.isNull()) {
                unknown.add(form + " " + here + " " + value.getNodeType());
            }
            compare(form, value, here, known, unknown);
        }
    }

    private static Map<String, Map<String, Set<JsonNodeType>>> vocabulary() throws IOException {
        Path samples = Path.of(System.getProperty("footbridge.contracts"), "slack-event-samples");
        Map<String, Map<String, Set<JsonNodeType>>> all = new HashMap<>();
        try (Stream<Path> files = Files.walk(samples)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.endsWith("index.json"))
                    .forEach(file -> learn(file, all));
        }
        // A plain message may carry what its special forms carry: Slack Connect's team members, a thread's counts.
        all.get("message").forEach((path, types) -> {
            for (String form : List.of("message.thread_broadcast", "message.bot_message")) {
                all.get(form).computeIfAbsent(path, unused -> new HashSet<>()).addAll(types);
            }
        });
        all.get("member_left_channel").putAll(all.get("member_joined_channel"));
        all.computeIfAbsent("message.channel_leave", unused -> all.get("message.channel_join"));
        return all;
    }

    private static void learn(Path file, Map<String, Map<String, Set<JsonNodeType>>> all) {
        try {
            JsonNode json = MAPPER.readTree(file.toFile());
            JsonNode event = json.has("event") ? json.path("event") : json;
            if (json.has("event")) {
                remember(json, "", all.computeIfAbsent("envelope", unused -> new HashMap<>()));
            }
            remember(event, "", all.computeIfAbsent(form(event), unused -> new HashMap<>()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remember(JsonNode node, String at, Map<String, Set<JsonNodeType>> known) {
        node.fields().forEachRemaining(member -> {
            String here = at + "/" + member.getKey();
            known.computeIfAbsent(here, unused -> new HashSet<>())
                    .add(member.getValue().getNodeType());
            remember(member.getValue(), here, known);
        });
    }
}
