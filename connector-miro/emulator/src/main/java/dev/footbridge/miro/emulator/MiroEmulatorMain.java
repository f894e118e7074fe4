package dev.footbridge.miro.emulator;

import java.util.concurrent.CountDownLatch;

/** Runs the emulator alone and prints, as one line of JSON, what a client needs to use it. */
public final class MiroEmulatorMain {
    private MiroEmulatorMain() {}

    /**
     * Starts an emulator and runs until the process is told to stop.
     *
     * @param args {@code --port N}, {@code --tls}, {@code --rate-limits}, {@code --lasting-tokens}, all optional
     */
    public static void main(String[] args) throws Exception {
        MiroEmulator emulator = start(args);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            emulator.close();
            stopped.countDown();
        }));
        System.out.println(Nodes.MAPPER.writeValueAsString(emulator.describe()));
        System.out.flush();
        stopped.await();
    }

    static MiroEmulator start(String... args) {
        MiroEmulatorBuilder builder = MiroEmulator.builder();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--port" -> {
                    if (++i >= args.length) {
                        throw new IllegalArgumentException("Option --port needs a value");
                    }
                    builder.port(Integer.parseInt(args[i]));
                }
                case "--tls" -> builder.tls(true);
                case "--rate-limits" -> builder.rateLimits(true);
                case "--lasting-tokens" -> builder.expiringTokens(false);
                default ->
                    throw new IllegalArgumentException("Unknown option " + args[i]
                            + "; allowed: --port N, --tls, --rate-limits, --lasting-tokens");
            }
        }
        return builder.start();
    }
}
