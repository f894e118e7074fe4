package dev.footbridge.testkit.contract;

import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.testkit.contract.ConnectorHarness.People;
import dev.footbridge.testkit.contract.ConnectorHarness.Seen;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import dev.footbridge.testkit.emulator.HumanClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * People at an emulator's client. The ids of the client are taken for those of the connector; a platform where they differ
 * overrides how they are turned into each other.
 */
public class EmulatedPeople implements People {

    private static final int ALL = 10_000;

    private final HumanClient client;
    private final UserId first;
    private final UserId second;
    private final UserId nobody;

    public EmulatedPeople(HumanClient client, UserId first, UserId second, UserId nobody) {
        this.client = client;
        this.first = first;
        this.second = second;
        this.nobody = nobody;
    }

    /** The client's id of a channel. */
    protected String raw(ChannelId channel) {
        return channel.value();
    }

    /** The client's id of a message. */
    protected String raw(MessageId message) {
        return message.value();
    }

    /**
     * The connector's id of a message.
     *
     * @param root first message of its thread, in the client's words, for a reply
     */
    protected MessageId id(ChannelId channel, Optional<String> root, String raw) {
        return new MessageId(channel, raw);
    }

    /** What a person types to say this. */
    protected String typed(String text) {
        return text;
    }

    /** What a person reads of a message. */
    protected String shown(ClientMessage message) {
        return message.text();
    }

    @Override
    public final UserId first() {
        return first;
    }

    @Override
    public final UserId second() {
        return second;
    }

    @Override
    public final UserId nobody() {
        return nobody;
    }

    @Override
    public final String nameOf(UserId person) {
        return client.users().stream()
                .filter(user -> user.id().equals(person.value()))
                .map(ClientUser::displayName)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public final MessageId post(UserId person, ChannelId channel, String text) {
        return id(channel, Optional.empty(), client.post(person.value(), raw(channel), typed(text)));
    }

    @Override
    public final MessageId post(UserId person, ChannelId channel, String text, List<ClientFile> files) {
        String raw = client.post(person.value(), raw(channel), typed(text), Optional.empty(), files);
        return id(channel, Optional.empty(), raw);
    }

    @Override
    public final MessageId reply(UserId person, MessageId root, String text) {
        Optional<String> thread = Optional.of(raw(root));
        return id(root.channel(), thread, client.post(person.value(), raw(root.channel()), typed(text), thread));
    }

    @Override
    public final void edit(UserId person, MessageId message, String text) {
        client.edit(person.value(), raw(message.channel()), raw(message), typed(text));
    }

    @Override
    public final void remove(UserId person, MessageId message) {
        client.delete(person.value(), raw(message.channel()), raw(message));
    }

    @Override
    public final void react(UserId person, MessageId message, Emoji emoji) {
        client.react(person.value(), raw(message.channel()), raw(message), emoji.value());
    }

    @Override
    public final void unreact(UserId person, MessageId message, Emoji emoji) {
        client.unreact(person.value(), raw(message.channel()), raw(message), emoji.value());
    }

    @Override
    public final List<ClientFile> files(MessageId message) {
        return client.files(raw(message.channel()), raw(message));
    }

    @Override
    public final List<Seen> look(ChannelId channel) {
        return client.messages(raw(channel), ALL).stream()
                .filter(message -> !message.deleted())
                .map(message -> seen(channel, message))
                .toList();
    }

    private Seen seen(ChannelId channel, ClientMessage message) {
        Set<Emoji> reactions =
                message.reactions().keySet().stream().map(EmulatedPeople::emoji).collect(Collectors.toSet());
        return new Seen(
                id(channel, message.threadId(), message.id()),
                message.threadId().map(root -> id(channel, Optional.empty(), root)),
                message.authorName(),
                message.avatarUrl(),
                shown(message),
                reactions);
    }

    private static Emoji emoji(String shown) {
        return shown.startsWith(":") ? Emoji.custom(shown.substring(1, shown.length() - 1)) : Emoji.unicode(shown);
    }
}
