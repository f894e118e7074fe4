package dev.footbridge.gchat;

import dev.footbridge.core.id.UserId;
import dev.footbridge.gchat.emulator.GchatEmulator;
import dev.footbridge.testkit.contract.EmulatedPeople;
import dev.footbridge.testkit.emulator.ClientMessage;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What people do and see in the emulated client. */
final class GchatHarnessPeople extends EmulatedPeople {

    private final GchatIds ids;
    private final String call;

    /** @param call what people write first, so that the connector hears them */
    GchatHarnessPeople(GchatEmulator chat, GchatIds ids, String call) {
        super(
                chat.people(),
                new UserId(ids.workspace(), chat.userId("ada")),
                new UserId(ids.workspace(), chat.userId("grace")),
                new UserId(ids.workspace(), "999999999999999999999"));
        this.ids = ids;
        this.call = call;
    }

    @Override
    protected String typed(String text) {
        return call + text;
    }

    @Override
    public Map<String, Object> claims(UserId person) {
        return Map.of("sub", person.value(), "hd", ids.workspace().value());
    }

    /** Without the call to the app, and with the addresses that people see behind the words of links. */
    @Override
    protected String shown(ClientMessage message) {
        if (call.isEmpty()) {
            return message.text();
        }
        Document shown = Jsoup.parse(message.html());
        String text = message.text().replaceFirst("^@Footbridge ", "");
        for (Element link : shown.select("a[href]")) {
            if (!link.text().equals(link.attr("href"))) {
                text = text.replaceFirst(
                        Pattern.quote(link.wholeText()),
                        Matcher.quoteReplacement(link.wholeText() + " (" + link.attr("href") + ")"));
            }
        }
        return text;
    }
}
