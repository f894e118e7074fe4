package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the emulator alone: prints one JSON line with addresses, secrets and ids, and serves until the process ends. */
public final class SlackEmulatorMain {
    private static final String USAGE = "options: --port N, --tls, --rate-limits, --time-scale N, --request-url URL";

    private SlackEmulatorMain() {}

    public static void main(String[] arguments) throws JsonProcessingException, InterruptedException {
        SlackEmulatorBuilder builder = SlackEmulator.builder();
        List<String> options = List.of(arguments);
        String requestUrl = "";
        for (int i = 0; i < options.size(); i++) {
            boolean last = i + 1 >= options.size();
            switch (options.get(i)) {
                case "--tls" -> builder.tls(true);
                case "--rate-limits" -> builder.rateLimits(true);
                case "--port" -> builder.port(Integer.parseInt(last ? USAGE : options.get(++i)));
                case "--time-scale" ->
                    builder.webhooks(WebhookSender.Options.defaults()
                            .withTimeScale(Double.parseDouble(last ? USAGE : options.get(++i))));
                case "--request-url" -> requestUrl = last ? "" : options.get(++i);
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        SlackEmulator emulator = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
        System.out.println(Nodes.MAPPER.writeValueAsString(emulator.describe()));
        if (!requestUrl.isEmpty()) {
            emulator.subscribe(URI.create(requestUrl));
        }
        new CountDownLatch(1).await();
    }
}
