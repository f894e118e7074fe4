package dev.footbridge.quickstart;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Connects to one platform, says hello in a channel, and answers whoever writes there, in a thread. */
public final class QuickstartMain {

    private QuickstartMain() {}

    /** {@code <platform> <channel> <setting>=<value>...}, such as {@code slack C0123 team-id=T1 token=xoxb-… app-token=xapp-…}. */
    public static void main(String[] arguments) throws ConnectorException, InterruptedException {
        if (arguments.length < 3) {
            System.err.println("usage: <platform> <channel> <setting>=<value>...");
            System.exit(2);
        }
        Map<String, String> settings = Arrays.stream(arguments)
                .skip(2)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
        run(arguments[0], arguments[1], settings);
    }

    static void run(String platform, String channelId, Map<String, String> settings)
            throws ConnectorException, InterruptedException {
        ConnectorProvider provider = ConnectorProvider.installed(platform);
        try (Connector connector = provider.create(ConnectorConfig.of(provider, settings))) {
            connector.check();
            ChannelId channel = new ChannelId(connector.workspace(), channelId);
            say(connector, channel, Draft.of(Document.text("Hello from Footbridge"), "hello"));
            connector.stream().orElseThrow().run(events -> {
                for (InboundEvent event : events) {
                    if (event instanceof InboundEvent.Posted posted
                            && event.channel().equals(channel)) {
                        answer(connector, posted.message());
                    }
                }
            });
        }
    }

    private static void answer(Connector connector, Message message) {
        if (message.own() || message.replyTo().isPresent()) {
            return;
        }
        Draft draft = Draft.of(Document.text("You wrote: " + message.body().plainText()), "answer")
                .inThread(message.id());
        try {
            say(connector, message.id().channel(), draft);
        } catch (ConnectorException e) {
            System.err.println("not answered: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A long message becomes several. */
    private static void say(Connector connector, ChannelId channel, Draft draft)
            throws ConnectorException, InterruptedException {
        for (Draft part : connector.prepare(channel, draft).parts()) {
            connector.post(channel, part);
        }
    }
}
