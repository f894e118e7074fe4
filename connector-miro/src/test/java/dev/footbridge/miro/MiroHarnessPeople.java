package dev.footbridge.miro;

import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.miro.emulator.MiroEmulator;
import dev.footbridge.testkit.contract.ConnectorHarness.People;
import dev.footbridge.testkit.contract.ConnectorHarness.Seen;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people do and see on the emulated boards. */
final class MiroHarnessPeople implements People {

    private static final int ALL = 10_000;

    private final MiroEmulator miro;
    private final MiroIds ids;

    MiroHarnessPeople(MiroEmulator miro, MiroIds ids) {
        this.miro = miro;
        this.ids = ids;
    }

    /** People draw lines between notes, which nothing tells a connector of. */
    @Override
    public boolean canReply() {
        return false;
    }

    @Override
    public boolean canReact() {
        return false;
    }

    private UserId user(String handle) {
        return new UserId(ids.workspace(), miro.userId(handle));
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
        return new UserId(ids.workspace(), "3074457350000000001");
    }

    @Override
    public String nameOf(UserId person) {
        return miro.people().users().stream()
                .filter(user -> user.id().equals(person.value()))
                .map(ClientUser::displayName)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public MessageId post(UserId person, ChannelId channel, String text) {
        return new MessageId(channel, miro.people().post(person.value(), channel.value(), text));
    }

    @Override
    public MessageId reply(UserId person, MessageId root, String text) {
        throw new IllegalStateException("people at a board cannot reply");
    }

    @Override
    public void edit(UserId person, MessageId message, String text) {
        miro.people().edit(person.value(), message.channel().value(), message.value(), text);
    }

    @Override
    public void remove(UserId person, MessageId message) {
        miro.people().delete(person.value(), message.channel().value(), message.value());
    }

    @Override
    public void react(UserId person, MessageId message, Emoji emoji) {
        throw new IllegalStateException("people at a board cannot react");
    }

    @Override
    public void unreact(UserId person, MessageId message, Emoji emoji) {
        throw new IllegalStateException("people at a board cannot react");
    }

    @Override
    public MessageId post(UserId person, ChannelId channel, String text, List<ClientFile> files) {
        String id = miro.people().post(person.value(), channel.value(), text, Optional.empty(), files);
        return new MessageId(channel, id);
    }

    @Override
    public List<ClientFile> files(MessageId message) {
        return miro.people().files(message.channel().value(), message.value());
    }

    @Override
    public List<Seen> look(ChannelId channel) {
        return miro.people().messages(channel.value(), ALL).stream()
                .filter(message -> !message.deleted())
                .map(message -> seen(channel, message))
                .toList();
    }

    private static Seen seen(ChannelId channel, ClientMessage message) {
        MessageId id = message.threadId()
                .map(root -> MiroIds.reply(channel, root, message.id()))
                .orElseGet(() -> new MessageId(channel, message.id()));
        return new Seen(
                id,
                message.threadId().map(root -> new MessageId(channel, root)),
                message.authorName(),
                message.avatarUrl(),
                message.text(),
                Set.of());
    }
}
