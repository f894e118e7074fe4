package dev.footbridge.teams.emulator;

import java.util.concurrent.CountDownLatch;

/** Runs the emulator alone and prints, as one line of JSON, what a client needs to use it. */
public final class TeamsEmulatorMain {
    private TeamsEmulatorMain() {}

    /**
     * Starts an emulator and runs until the process is told to stop.
     *
     * @param args {@code --port N}, {@code --tls}, {@code --throttling}, {@code --time-scale X}, all optional
     */
    public static void main(String[] args) throws Exception {
        var emulator = start(args);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            emulator.close();
            stopped.countDown();
        }));
        System.out.println(Json.MAPPER.writeValueAsString(emulator.describe()));
        System.out.flush();
        stopped.await();
    }

    static TeamsEmulator start(String[] args) {
        var builder = TeamsEmulator.builder();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--port" -> builder.port(Integer.parseInt(value(args, ++i)));
                case "--time-scale" -> builder.timeScale(Double.parseDouble(value(args, ++i)));
                case "--tls" -> builder.tls(true);
                case "--throttling" -> builder.throttling(true);
                default ->
                    throw new IllegalArgumentException(
                            "Unknown option " + args[i] + "; allowed: --port N, --tls, --throttling, --time-scale X");
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
