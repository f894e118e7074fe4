package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Fetches a file that is posted by its address. */
final class FileFetch implements AutoCloseable {
    /** The vendor's limit for files. */
    static final int MAX_BYTES = 100 * 1024 * 1024;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final OkHttpClient client = new OkHttpClient.Builder()
            .callTimeout(TIMEOUT)
            .retryOnConnectionFailure(false)
            .build();

    NewFile fetch(String address) {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null) {
            throw WebexFault.badRequest("files has to be a public URL.");
        }
        try (Response response =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
            ResponseBody body = response.body();
            if (!response.isSuccessful() || body == null) {
                throw WebexFault.badRequest("The file could not be fetched.");
            }
            String type = response.header("Content-Type", "application/octet-stream");
            return new NewFile(name(url), String.valueOf(type), limited(body.byteStream()));
        } catch (IOException e) {
            throw WebexFault.badRequest("The file could not be fetched.");
        }
    }

    /** A file that is not too large. */
    static FileContent limited(InputStream in) throws IOException {
        FileContent content = FileContent.received(in);
        if (content.size() > MAX_BYTES) {
            throw WebexFault.badRequest("The file is too large.");
        }
        return content;
    }

    private static String name(HttpUrl url) {
        List<String> path = url.pathSegments();
        String last = path.get(path.size() - 1);
        return last.isEmpty() ? URI.create(url.toString()).getHost() : last;
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
