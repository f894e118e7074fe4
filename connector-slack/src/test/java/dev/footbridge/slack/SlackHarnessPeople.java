package dev.footbridge.slack;

import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.slack.emulator.SlackEmulator;
import dev.footbridge.testkit.contract.ConnectorHarness.People;
import dev.footbridge.testkit.contract.ConnectorHarness.Seen;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What people do and see in the emulated client. */
final class SlackHarnessPeople implements People {

    private static final int ALL = 10_000;

    private final SlackEmulator slack;
    private final SlackIds ids;

    SlackHarnessPeople(SlackEmulator slack, SlackIds ids) {
        this.slack = slack;
        this.ids = ids;
    }

    private UserId user(String handle) {
        return new UserId(ids.workspace(), slack.userId(handle));
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
        return new UserId(ids.workspace(), "U07FBNOBODY");
    }

    @Override
    public String nameOf(UserId person) {
        return slack.people().users().stream()
                .filter(user -> user.id().equals(person.value()))
                .map(ClientUser::displayName)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public MessageId post(UserId person, ChannelId channel, String text) {
        return new MessageId(channel, slack.people().post(person.value(), channel.value(), text));
    }

    @Override
    public MessageId reply(UserId person, MessageId root, String text) {
        String id = slack.people().post(person.value(), root.channel().value(), text, Optional.of(root.value()));
        return new MessageId(root.channel(), id);
    }

    @Override
    public void edit(UserId person, MessageId message, String text) {
        slack.people().edit(person.value(), message.channel().value(), message.value(), text);
    }

    @Override
    public void remove(UserId person, MessageId message) {
        slack.people().delete(person.value(), message.channel().value(), message.value());
    }

    @Override
    public void react(UserId person, MessageId message, Emoji emoji) {
        slack.people().react(person.value(), message.channel().value(), message.value(), emoji.value());
    }

    @Override
    public void unreact(UserId person, MessageId message, Emoji emoji) {
        slack.people().unreact(person.value(), message.channel().value(), message.value(), emoji.value());
    }

    @Override
    public List<Seen> look(ChannelId channel) {
        return slack.people().messages(channel.value(), ALL).stream()
                .filter(message -> !message.deleted())
                .map(message -> seen(channel, message))
                .toList();
    }

    private static Seen seen(ChannelId channel, ClientMessage message) {
        Set<Emoji> reactions = message.reactions().keySet().stream()
                .map(shown -> shown.startsWith(":")
                        ? Emoji.custom(shown.substring(1, shown.length() - 1))
                        : Emoji.unicode(shown))
                .collect(Collectors.toSet());
        return new Seen(
                new MessageId(channel, message.id()),
                message.threadId().map(root -> new MessageId(channel, root)),
                message.authorName(),
                message.avatarUrl(),
                message.text(),
                reactions);
    }

    @Override
    public MessageId post(UserId person, ChannelId channel, String text, List<ClientFile> files) {
        String ts = slack.people().post(person.value(), channel.value(), text, Optional.empty(), files);
        return new MessageId(channel, ts);
    }

    @Override
    public List<ClientFile> files(MessageId message) {
        return slack.people().files(message.channel().value(), message.value());
    }

    @Override
    public Map<String, Object> claims(UserId person) {
        return Map.of("https://slack.com/user_id", person.value(), "https://slack.com/team_id", slack.teamId());
    }
}
