package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the emulator alone: prints one JSON line with addresses, tokens and ids, and serves until the process ends. */
public final class WebexEmulatorMain {
    private static final String USAGE = "options: --port N, --tls, --rate-limits, --empty-pages";

    private WebexEmulatorMain() {}

    public static void main(String[] arguments) throws JsonProcessingException, InterruptedException {
        WebexEmulatorBuilder builder = WebexEmulator.builder();
        List<String> options = List.of(arguments);
        for (int i = 0; i < options.size(); i++) {
            boolean last = i + 1 >= options.size();
            switch (options.get(i)) {
                case "--tls" -> builder.tls(true);
                case "--rate-limits" -> builder.rateLimits(true);
                case "--empty-pages" -> builder.emptyPages(true);
                case "--port" -> builder.port(Integer.parseInt(last ? USAGE : options.get(++i)));
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        WebexEmulator emulator = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
        System.out.println(Json.MAPPER.writeValueAsString(emulator.describe()));
        new CountDownLatch(1).await();
    }
}
