package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientChannel;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import dev.footbridge.testkit.emulator.HumanClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What people do in the Teams client. Works on the same store as the API and raises the same notifications. */
final class TeamsClient implements HumanClient {
    private final Tenant tenant;
    private final Changes changes;
    private final SharedFiles files;

    TeamsClient(Tenant tenant, Changes changes, SharedFiles files) {
        this.tenant = tenant;
        this.changes = changes;
        this.files = files;
    }

    @Override
    public List<ClientUser> users() {
        return tenant.people().stream()
                .map(p -> new ClientUser(
                        p.id(),
                        TypedHtml.handle(p),
                        p.guest() ? p.displayName() + " (Guest)" : p.displayName(),
                        Optional.of(p.mail()),
                        // The bridge's account is an ordinary one, yet nobody sits in front of it.
                        p.id().equals(Seed.RELAY)))
                .toList();
    }

    @Override
    public List<ClientChannel> channels() {
        var all = new ArrayList<ClientChannel>();
        for (var team : tenant.teams()) {
            for (var channel : team.channels()) {
                all.add(new ClientChannel(
                        channel.id(),
                        channel.displayName(),
                        channel.isStandard() ? "channel" : channel.membershipType(),
                        memberIds(channel.roster())));
            }
        }
        for (var chat : tenant.chats()) {
            all.add(new ClientChannel(chat.id(), chat.topic().orElse("Chat"), "chat", memberIds(chat.roster())));
        }
        return all;
    }

    @Override
    public List<ClientMessage> messages(String channelId, int limit) {
        var newest = new ArrayList<>(conversation(channelId).newest(limit));
        Collections.reverse(newest);
        return newest.stream().filter(m -> !m.isEvent()).map(this::shown).toList();
    }

    @Override
    public String post(String userId, String channelId, String text, Optional<String> replyTo) {
        return post(userId, channelId, typed(text, channelId), replyTo);
    }

    @Override
    public String post(
            String userId, String channelId, String text, Optional<String> replyTo, List<ClientFile> attached) {
        var person = member(userId, channelId);
        var content = files.with(typed(text, channelId), attached, person, conversation(channelId));
        return post(userId, channelId, content, replyTo);
    }

    @Override
    public List<ClientFile> files(String channelId, String messageId) {
        requireMessage(channelId, messageId);
        return conversation(channelId).find(messageId).map(files::of).orElse(List.of());
    }

    /** Posts a body as given, without reading it as typed text: for what no one can type. */
    String post(String userId, String channelId, MessageContent content, Optional<String> replyTo) {
        var conversation = conversation(channelId);
        var person = member(userId, channelId);
        replyTo.ifPresent(id -> requireMessage(channelId, id));
        return allowed(() -> conversation.place() instanceof Place.ChatPlace
                        ? Messages.post(
                                conversation,
                                Optional.empty(),
                                person.asAuthor(),
                                quoting(conversation, replyTo, content))
                        : Messages.post(conversation, replyTo, person.asAuthor(), content))
                .id();
    }

    /** Chats have no threads: a reply quotes the message it answers. */
    private static MessageContent quoting(Conversation chat, Optional<String> replyTo, MessageContent content) {
        return replyTo.flatMap(chat::find)
                .map(m -> Quotes.of(List.of(m), content))
                .orElse(content);
    }

    @Override
    public void edit(String userId, String channelId, String messageId, String text) {
        var person = member(userId, channelId);
        requireMessage(channelId, messageId);
        allowed(() -> Messages.edit(conversation(channelId), messageId, person, typed(text, channelId)));
    }

    @Override
    public void delete(String userId, String channelId, String messageId) {
        var person = member(userId, channelId);
        requireMessage(channelId, messageId);
        allowed(() -> Messages.delete(conversation(channelId), messageId, person));
    }

    @Override
    public void react(String userId, String channelId, String messageId, String emoji) {
        var person = member(userId, channelId);
        requireMessage(channelId, messageId);
        allowed(() -> Messages.react(conversation(channelId), messageId, person, emoji));
    }

    @Override
    public void unreact(String userId, String channelId, String messageId, String emoji) {
        var person = member(userId, channelId);
        requireMessage(channelId, messageId);
        allowed(() -> Messages.unreact(conversation(channelId), messageId, person, emoji));
    }

    @Override
    public Set<String> mentioned(String channelId, String messageId) {
        requireMessage(channelId, messageId);
        var rung = new LinkedHashSet<String>();
        conversation(channelId)
                .find(messageId)
                .filter(m -> !m.isDeleted())
                .ifPresent(message -> message.content()
                        .mentions()
                        .forEach(mention -> rung.addAll(rungBy(mention.path("mentioned"), message.place()))));
        return Set.copyOf(rung);
    }

    /** A mention of a channel, chat or team rings its members; the tenant knows no tags, so a tag rings all who are here. */
    private List<String> rungBy(JsonNode mentioned, Place place) {
        if (mentioned.path("user").isObject()) {
            return tenant.person(mentioned.path("user").path("id").asText()).map(Person::id).stream()
                    .toList();
        }
        if (mentioned.path("application").isObject()) {
            return List.of();
        }
        var id = mentioned.path("conversation").path("id").asText();
        var roster = tenant.conversation(id)
                .map(c -> tenant.roster(c.place()))
                .or(() -> tenant.teams().stream()
                        .filter(t -> t.id().equals(id))
                        .map(Team::roster)
                        .findFirst());
        return memberIds(roster.orElseGet(() -> tenant.roster(place)));
    }

    @Override
    public Subscription listen(Consumer<ClientChange> listener) {
        Conversation.Observer observer = (kind, message) -> {
            if (!message.isEvent()) {
                listener.accept(new ClientChange(kindOf(kind), shown(message)));
            }
        };
        changes.add(observer);
        return () -> changes.remove(observer);
    }

    private static ClientChange.Kind kindOf(ChangeKind kind) {
        return switch (kind) {
            case CREATED -> ClientChange.Kind.POSTED;
            case EDITED, FLAGGED, RESTORED -> ClientChange.Kind.EDITED;
            case REACTED -> ClientChange.Kind.REACTIONS;
            case DELETED -> ClientChange.Kind.DELETED;
        };
    }

    private ClientMessage shown(ChatMessage message) {
        var body = message.isDeleted() ? new ShownHtml("", "") : ShownHtml.of(message.content());
        Map<String, List<String>> reactions = new LinkedHashMap<>();
        if (!message.isDeleted()) {
            message.reactions()
                    .forEach(r -> reactions
                            .computeIfAbsent(r.type(), t -> new ArrayList<>())
                            .add(r.userId()));
        }
        return new ClientMessage(
                message.id(),
                message.place().conversationId(),
                message.replyToId().or(() -> Quotes.quotedBy(message)),
                message.author().id(),
                message.author().displayName().orElse("Unknown user"),
                Optional.empty(),
                message.author().kind() == Author.Kind.APPLICATION,
                Instant.ofEpochMilli(message.createdMillis()),
                message.editedMillis().isPresent(),
                message.isDeleted(),
                body.text(),
                body.html(),
                reactions);
    }

    private MessageContent typed(String text, String channelId) {
        return TypedHtml.write(text, tenant, conversation(channelId).place());
    }

    private Conversation conversation(String channelId) {
        return tenant.conversation(channelId)
                .orElseThrow(() -> new IllegalArgumentException("Unknown channel " + channelId));
    }

    private void requireMessage(String channelId, String messageId) {
        if (conversation(channelId).find(messageId).isEmpty()) {
            throw new IllegalArgumentException("Unknown message " + messageId);
        }
    }

    private Person member(String userId, String channelId) {
        var person = tenant.person(userId).orElseThrow(() -> new IllegalArgumentException("Unknown user " + userId));
        if (!tenant.roster(conversation(channelId).place()).has(person.id())) {
            throw new IllegalStateException("This person is not a member of the conversation");
        }
        return person;
    }

    private static ChatMessage allowed(Supplier<ChatMessage> deed) {
        try {
            return deed.get();
        } catch (GraphFault refusal) {
            throw new IllegalStateException(refusal.text(), refusal);
        }
    }

    private static List<String> memberIds(Roster roster) {
        return roster.members().stream().map(m -> m.person().id()).toList();
    }
}
