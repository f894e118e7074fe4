package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.WebhookSender;
import java.util.concurrent.CountDownLatch;

/** Runs the emulator alone and prints, as one line of JSON, what a client needs to use it. */
public final class GchatEmulatorMain {
    private GchatEmulatorMain() {}

    /**
     * Starts an emulator and runs until the process is told to stop.
     *
     * @param args {@code --port N}, {@code --tls}, {@code --rate-limits}, {@code --time-scale X}, all optional
     */
    public static void main(String[] args) throws Exception {
        GchatEmulator emulator = start(args);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            emulator.close();
            stopped.countDown();
        }));
        System.out.println(Json.MAPPER.writeValueAsString(emulator.describe()));
        System.out.flush();
        stopped.await();
    }

    static GchatEmulator start(String[] args) {
        GchatEmulatorBuilder builder = GchatEmulator.builder();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--port" -> builder.port(Integer.parseInt(value(args, ++i)));
                case "--time-scale" ->
                    builder.webhooks(
                            WebhookSender.Options.defaults().withTimeScale(Double.parseDouble(value(args, ++i))));
                case "--tls" -> builder.tls(true);
                case "--rate-limits" -> builder.rateLimits(true);
                default ->
                    throw new IllegalArgumentException(
                            "Unknown option " + args[i] + "; allowed: --port N, --tls, --rate-limits, --time-scale X");
            }
        }
        return builder.start();
    }

    private static String value(String[] args, int index) {
        if (index >= args.length) {
            throw new IllegalArgumentException("Option " + args[index - 1] + " needs a value");
        }
        return args[index];
    }
}
