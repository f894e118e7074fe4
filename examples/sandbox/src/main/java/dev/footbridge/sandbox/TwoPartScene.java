package dev.footbridge.sandbox;

import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A picture of which nobody tells how long it is: targets that must know it first get it in two parts, by way of the relay's
 * encrypted spool, and the others as a stream.
 */
final class TwoPartScene {

    private static final Pattern SPOOLED =
            Pattern.compile("(?m)^footbridge_transfer_spooled_bytes_total\\{platform=\"([^\"]+)\"} ([0-9.E]+)$");

    private final Script script;
    private final Sandbox sandbox;
    private final HttpClient http = HttpClient.newHttpClient();

    TwoPartScene(Script script, Sandbox sandbox) {
        this.script = script;
        this.sandbox = sandbox;
    }

    void play() throws InterruptedException {
        for (SandboxPlatform from : sandbox.platforms()) {
            if (from.readsFiles().isPresent()) {
                play(from, from.readsFiles().get());
            }
        }
    }

    private void play(SandboxPlatform from, String route) throws InterruptedException {
        ClientFile picture = Pictures.wave("two parts from " + from.title());
        Map<String, Long> before = spooled();
        int switched = from.emulator().faults().add(Fault.withoutLength().on(route));
        new Talk(script, from).sends("two-part file", picture);
        from.emulator().faults().remove(switched);
        Map<String, Long> after = spooled();
        boolean fine = isSpoolEmpty();
        script.judge("spool is empty", from, from, fine, "something is left in the spool");
        for (SandboxPlatform to : script.othersThan(from)) {
            long bytes = of(to, after) - of(to, before);
            long expected = isTwoPart(to) ? picture.content().size() : 0;
            if (bytes != expected) {
                script.complain("two-part file", from, to, bytes + " bytes went through the spool, not " + expected);
                fine = false;
            }
        }
        if (fine) {
            tell(from, picture.content().size());
        }
    }

    private void tell(SandboxPlatform from, long size) {
        script.tell("two-part transfer: " + from.title() + " did not tell the length of a picture; its "
                + size + " bytes went through the encrypted spool to " + titles(from, true)
                + " and as a stream to " + titles(from, false) + "; nothing is left in the spool");
    }

    private boolean isTwoPart(SandboxPlatform to) {
        return script.featuresOf(to).files().lengthFirst();
    }

    private String titles(SandboxPlatform from, boolean twoPart) {
        List<SandboxPlatform> targets = script.othersThan(from);
        return targets.stream()
                .filter(to -> isTwoPart(to) == twoPart)
                .map(SandboxPlatform::title)
                .collect(Collectors.joining(" and "));
    }

    private static long of(SandboxPlatform to, Map<String, Long> bytes) {
        return bytes.getOrDefault(to.emulator().name(), 0L);
    }

    /** Bytes by platform, as the relay's metrics tell them. */
    private Map<String, Long> spooled() throws InterruptedException {
        URI metrics = URI.create("http://127.0.0.1:" + sandbox.relay().managementPort() + "/metrics");
        try {
            String text = http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            Map<String, Long> bytes = new HashMap<>();
            Matcher line = SPOOLED.matcher(text);
            while (line.find()) {
                bytes.put(line.group(1), (long) Double.parseDouble(line.group(2)));
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isSpoolEmpty() {
        try (Stream<?> left = Files.list(sandbox.data().resolve("spool"))) {
            return left.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
