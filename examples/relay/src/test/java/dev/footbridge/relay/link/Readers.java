package dev.footbridge.relay.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Readers in a process of their own: both ends of ten thousand connections are more files than one process may have open.
 * It obeys lines: {@code reader PATH COOKIES ADDRESS} for each reader, then {@code open}, {@code again} and
 * {@code leave}, which are answered with a line.
 */
final class Readers implements AutoCloseable {

    static final String ADDRESS_HEADER = "X-Forwarded-For";

    private static final int THREADS = 8;

    private final Process process;
    private final PrintStream say;
    private final BufferedReader hear;

    private Readers(Process process) {
        this.process = process;
        this.say = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        this.hear = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    static Readers start(URI home) throws IOException, URISyntaxException {
        Path classes = Path.of(Readers.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new Readers(new ProcessBuilder(
                        java.toString(),
                        "-Xmx256m",
                        "-cp",
                        classes.toString(),
                        Readers.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** One more reader. */
    void add(String path, Map<String, String> cookies, String address) {
        say.println("reader " + path + " " + String.join(";", cookies.values()) + " " + address);
    }

    /** How many were served, and how many were told when to come again. */
    record Count(int served, int sentAway) {}

    /** Everybody comes, reads the head of the answer, and leaves the rest where it is. */
    Count open() throws IOException {
        return told("open");
    }

    /** Whoever was sent away asks again on the same connection. */
    Count again() throws IOException {
        return told("again");
    }

    /** Everybody goes. */
    void leave() throws IOException {
        told("leave");
    }

    private Count told(String order) throws IOException {
        say.println(order);
        String answer = hear.readLine();
        if (answer == null) {
            throw new IOException("the readers died");
        }
        String[] numbers = answer.split(" ");
        return new Count(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] args) throws Exception {
        URI home = URI.create(args[0]);
        List<String[]> waiting = new ArrayList<>();
        List<RawReader> all = new ArrayList<>();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            switch (words[0]) {
                case "reader" -> waiting.add(words);
                case "open" -> {
                    all.addAll(opened(home, waiting));
                    waiting.clear();
                    System.out.println(count(all));
                }
                case "again" -> {
                    List<RawReader> sentAway = all.stream()
                            .filter(reader -> reader.status() == 503)
                            .toList();
                    for (RawReader reader : sentAway) {
                        reader.askAgain();
                    }
                    System.out.println(count(sentAway));
                }
                case "leave" -> {
                    for (RawReader reader : all) {
                        reader.close();
                    }
                    all.clear();
                    System.out.println("0 0");
                }
                default -> throw new IllegalArgumentException(order);
            }
        }
    }

    private static List<RawReader> opened(URI home, List<String[]> waiting)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<RawReader>> coming = new ArrayList<>();
            for (String[] words : waiting) {
                coming.add(threads.submit(() -> opened(home, words)));
            }
            List<RawReader> open = new ArrayList<>();
            for (Future<RawReader> reader : coming) {
                open.add(reader.get());
            }
            return open;
        } finally {
            threads.shutdown();
        }
    }

    private static RawReader opened(URI home, String[] words) {
        try {
            return RawReader.open(home, words[1], Map.of("all", words[2]), Map.of(ADDRESS_HEADER, words[3]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String count(List<RawReader> readers) {
        long served = readers.stream().filter(reader -> reader.status() == 200).count();
        long sentAway = readers.stream()
                .filter(reader -> reader.status() == 503)
                .filter(reader -> reader.header("retry-after").equals("30"))
                .count();
        return served + " " + sentAway;
    }
}
