package dev.footbridge.gchat;

import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.gchat.emulator.GchatEmulator;
import dev.footbridge.testkit.contract.ConnectorHarness.People;
import dev.footbridge.testkit.contract.ConnectorHarness.Seen;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** What people do and see in the emulated client. */
final class GchatHarnessPeople implements People {

    private static final int ALL = 10_000;

    private final GchatEmulator chat;
    private final GchatIds ids;
    private final String call;

    /** @param call what people write first, so that the connector hears them */
    GchatHarnessPeople(GchatEmulator chat, GchatIds ids, String call) {
        this.chat = chat;
        this.ids = ids;
        this.call = call;
    }

    private UserId user(String handle) {
        return new UserId(ids.workspace(), chat.userId(handle));
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
        return new UserId(ids.workspace(), "999999999999999999999");
    }

    @Override
    public String nameOf(UserId person) {
        return chat.people().users().stream()
                .filter(user -> user.id().equals(person.value()))
                .map(ClientUser::displayName)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public MessageId post(UserId person, ChannelId channel, String text) {
        return new MessageId(channel, chat.people().post(person.value(), channel.value(), call + text));
    }

    @Override
    public MessageId reply(UserId person, MessageId root, String text) {
        String id = chat.people().post(person.value(), root.channel().value(), call + text, Optional.of(root.value()));
        return new MessageId(root.channel(), id);
    }

    @Override
    public void edit(UserId person, MessageId message, String text) {
        chat.people().edit(person.value(), message.channel().value(), message.value(), call + text);
    }

    @Override
    public void remove(UserId person, MessageId message) {
        chat.people().delete(person.value(), message.channel().value(), message.value());
    }

    @Override
    public void react(UserId person, MessageId message, Emoji emoji) {
        chat.people().react(person.value(), message.channel().value(), message.value(), emoji.value());
    }

    @Override
    public void unreact(UserId person, MessageId message, Emoji emoji) {
        chat.people().unreact(person.value(), message.channel().value(), message.value(), emoji.value());
    }

    @Override
    public MessageId post(UserId person, ChannelId channel, String text, List<ClientFile> files) {
        String id = chat.people().post(person.value(), channel.value(), call + text, Optional.empty(), files);
        return new MessageId(channel, id);
    }

    @Override
    public List<ClientFile> files(MessageId message) {
        return chat.people().files(message.channel().value(), message.value());
    }

    @Override
    public Map<String, Object> claims(UserId person) {
        return Map.of("sub", person.value(), "hd", ids.workspace().value());
    }

    @Override
    public List<Seen> look(ChannelId channel) {
        return chat.people().messages(channel.value(), ALL).stream()
                .filter(message -> !message.deleted())
                .map(message -> seen(channel, message))
                .toList();
    }

    private Seen seen(ChannelId channel, ClientMessage message) {
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
                call.isEmpty() ? message.text() : words(message),
                reactions);
    }

    /** Without the call to the app, and with the addresses that people see behind the words of links. */
    private static String words(ClientMessage message) {
        org.jsoup.nodes.Document shown = Jsoup.parse(message.html());
        String text = message.text().replaceFirst("^@Footbridge ", "");
        for (org.jsoup.nodes.Element link : shown.select("a[href]")) {
            if (!link.text().equals(link.attr("href"))) {
                text = text.replaceFirst(
                        Pattern.quote(link.wholeText()),
                        Matcher.quoteReplacement(link.wholeText() + " (" + link.attr("href") + ")"));
            }
        }
        return text;
    }
}
