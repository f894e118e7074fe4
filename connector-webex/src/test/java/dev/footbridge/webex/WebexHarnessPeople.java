package dev.footbridge.webex;

import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.testkit.contract.ConnectorHarness.People;
import dev.footbridge.testkit.contract.ConnectorHarness.Seen;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import dev.footbridge.webex.emulator.WebexEmulator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people do and see in the emulated client. */
final class WebexHarnessPeople implements People {

    private static final int ALL = 10_000;

    private final WebexEmulator webex;
    private final WebexIds ids;

    WebexHarnessPeople(WebexEmulator webex, WebexIds ids) {
        this.webex = webex;
        this.ids = ids;
    }

    private UserId user(String handle) {
        return new UserId(ids.workspace(), webex.personId(handle));
    }

    @Override
    public boolean canReact() {
        return false;
    }

    @Override
    public UserId first() {
        return user("ada");
    }

    @Override
    public UserId second() {
        return user("grace");
    }

    @Override
    public UserId nobody() {
        return new UserId(ids.workspace(), WebexHarness.id("PEOPLE", "00000000-7d1b-4c55-9a55-0c7d9b1e2f30"));
    }

    @Override
    public String nameOf(UserId person) {
        return webex.people().users().stream()
                .filter(user -> user.id().equals(person.value()))
                .map(ClientUser::displayName)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public MessageId post(UserId person, ChannelId channel, String text) {
        return new MessageId(channel, webex.people().post(person.value(), channel.value(), text));
    }

    @Override
    public MessageId reply(UserId person, MessageId root, String text) {
        String id = webex.people().post(person.value(), root.channel().value(), text, Optional.of(root.value()));
        return new MessageId(root.channel(), id);
    }

    @Override
    public void edit(UserId person, MessageId message, String text) {
        webex.people().edit(person.value(), message.channel().value(), message.value(), text);
    }

    @Override
    public void remove(UserId person, MessageId message) {
        webex.people().delete(person.value(), message.channel().value(), message.value());
    }

    @Override
    public void react(UserId person, MessageId message, Emoji emoji) {
        throw new IllegalStateException("there are no reactions");
    }

    @Override
    public void unreact(UserId person, MessageId message, Emoji emoji) {
        throw new IllegalStateException("there are no reactions");
    }

    @Override
    public MessageId post(UserId person, ChannelId channel, String text, List<ClientFile> files) {
        String id = webex.people().post(person.value(), channel.value(), text, Optional.empty(), files);
        return new MessageId(channel, id);
    }

    @Override
    public List<ClientFile> files(MessageId message) {
        return webex.people().files(message.channel().value(), message.value());
    }

    @Override
    public Map<String, Object> claims(UserId person) {
        return Map.of(
                "sub", WebexIds.uuid(person.value()), "realm", ids.workspace().value());
    }

    @Override
    public List<Seen> look(ChannelId channel) {
        return webex.people().messages(channel.value(), ALL).stream()
                .filter(message -> !message.deleted())
                .map(message -> seen(channel, message))
                .toList();
    }

    private static Seen seen(ChannelId channel, ClientMessage message) {
        return new Seen(
                new MessageId(channel, message.id()),
                message.threadId().map(root -> new MessageId(channel, root)),
                message.authorName(),
                message.avatarUrl(),
                message.text(),
                Set.of());
    }
}
