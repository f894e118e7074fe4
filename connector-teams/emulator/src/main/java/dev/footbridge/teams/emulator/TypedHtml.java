package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.TypedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Entities;

/** Writes what a person types as the Teams client sends it: HTML with mentions. */
final class TypedHtml {
    private static final String USER = "user";

    private final Tenant tenant;
    private final Place place;
    private final StringBuilder html = new StringBuilder();
    private final List<JsonNode> mentions = new ArrayList<>();

    private TypedHtml(Tenant tenant, Place place) {
        this.tenant = tenant;
        this.place = place;
    }

    static MessageContent write(String typed, Tenant tenant, Place place) {
        var writer = new TypedHtml(tenant, place);
        TypedText.parse(typed, writer.names()).forEach(writer::block);
        return new MessageContent(
                true, writer.html.toString(), Optional.empty(), "normal", writer.mentions, List.of(), Map.of());
    }

    private TypedText.Names names() {
        return new TypedText.Names() {
            @Override
            public Optional<String> user(String handle) {
                return handle.equals(everybody()) ? Optional.of(place.conversationId()) : person(handle);
            }

            private Optional<String> person(String handle) {
                return tenant.people().stream()
                        .filter(p -> handle(p).equals(handle)
                                || p.givenName().toLowerCase(Locale.ROOT).equals(handle))
                        .map(Person::id)
                        .findFirst();
            }

            @Override
            public Optional<String> channel(String name) {
                return tenant.teams().stream()
                        .flatMap(t -> t.channels().stream())
                        .filter(c -> c.displayName().equalsIgnoreCase(name))
                        .map(Channel::id)
                        .findFirst();
            }
        };
    }

    /** What rings all members when it is typed after an at sign. */
    private String everybody() {
        return place instanceof Place.ChatPlace ? "everyone" : "channel";
    }

    /** The part of the mail address before the at sign. */
    static String handle(Person person) {
        return person.mail().substring(0, person.mail().indexOf('@')).toLowerCase(Locale.ROOT);
    }

    private void block(TypedText.Block block) {
        switch (block.kind()) {
            case LINES -> block.lines().forEach(line -> wrap("p", line));
            case QUOTE -> {
                html.append("<blockquote>");
                block.lines().forEach(line -> wrap("p", line));
                html.append("</blockquote>");
            }
            case ITEMS -> {
                html.append("<ul>");
                block.lines().forEach(line -> wrap("li", line));
                html.append("</ul>");
            }
            case CODE -> {
                html.append("<codeblock class=\"\"><code>");
                for (int i = 0; i < block.lines().size(); i++) {
                    html.append(i == 0 ? "" : "<br>");
                    block.lines().get(i).forEach(run -> html.append(Entities.escape(run.text())));
                }
                html.append("</code></codeblock>");
            }
        }
    }

    private void wrap(String tag, List<TypedText.Run> line) {
        html.append('<').append(tag).append('>');
        if (line.isEmpty()) {
            html.append("&nbsp;");
        }
        line.forEach(this::run);
        html.append("</").append(tag).append('>');
    }

    private void run(TypedText.Run run) {
        var tags = run.marks().stream().sorted().map(TypedHtml::tag).toList();
        tags.forEach(t -> html.append('<').append(t).append('>'));
        switch (run.kind()) {
            case TEXT -> html.append(Entities.escape(run.text()));
            case LINK ->
                html.append("<a href=\"")
                        .append(Entities.escape(run.target()))
                        .append("\">")
                        .append(Entities.escape(run.text()))
                        .append("</a>");
            case MENTION -> {
                if (run.target().equals(place.conversationId())) {
                    mention(kindOf(place), run.target(), everybodyName());
                } else {
                    mention(
                            USER,
                            run.target(),
                            tenant.requirePerson(run.target()).displayName());
                }
            }
            case CHANNEL -> mention("channel", run.target(), run.text().substring(1));
        }
        for (int i = tags.size() - 1; i >= 0; i--) {
            html.append("</").append(tags.get(i)).append('>');
        }
    }

    private static String kindOf(Place place) {
        return place instanceof Place.ChatPlace ? "chat" : "channel";
    }

    private String everybodyName() {
        return place instanceof Place.ChannelPlace channel
                ? tenant.requireChannel(channel.teamId(), channel.channelId()).displayName()
                : "Everyone";
    }

    /** @param kind {@link #USER} or what kind of conversation */
    private void mention(String kind, String id, String name) {
        var number = mentions.size();
        var mention = Json.object().put("id", number).put("mentionText", name);
        var mentioned = mention.putObject("mentioned");
        mentioned.putNull("application").putNull("device").putNull("tag");
        if (kind.equals(USER)) {
            mentioned
                    .putNull("conversation")
                    .putObject(USER)
                    .put("@odata.type", "#microsoft.graph.teamworkUserIdentity")
                    .put("id", id)
                    .put("displayName", name)
                    .put("userIdentityType", "aadUser");
        } else {
            mentioned
                    .putNull(USER)
                    .putObject("conversation")
                    .put("@odata.type", "#microsoft.graph.teamworkConversationIdentity")
                    .put("id", id)
                    .put("displayName", name)
                    .put("conversationIdentityType", kind);
        }
        mentions.add(mention);
        html.append("<at id=\"")
                .append(number)
                .append("\">")
                .append(Entities.escape(name))
                .append("</at>");
    }

    private static String tag(TypedText.Mark mark) {
        return switch (mark) {
            case BOLD -> "strong";
            case ITALIC -> "em";
            case STRIKE -> "s";
            case CODE -> "code";
        };
    }
}
