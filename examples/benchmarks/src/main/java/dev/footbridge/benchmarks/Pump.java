package dev.footbridge.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * What there is to beat: an {@code InputStream} that is read into one buffer and written to an OkHttp request, and nothing
 * else. It counts nothing, hashes nothing and promises nothing. Safe for concurrent use.
 */
final class Pump {

    /** What carries files. */
    interface Carrier {
        /** Carries them all at once; returns when all are there. */
        void carry(List<Job> jobs) throws IOException, InterruptedException;
    }

    /** One file to carry. */
    record Job(URI from, String method, URI to, long size) {}

    private static final int BUFFER = 64 * 1024;

    private final OkHttpClient client = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .readTimeout(1, TimeUnit.MINUTES)
            .writeTimeout(1, TimeUnit.MINUTES)
            .connectionPool(new ConnectionPool(64, 1, TimeUnit.MINUTES))
            .build();

    void carry(Job job) throws IOException {
        Request get = new Request.Builder().url(job.from().toString()).build();
        try (Response source = client.newCall(get).execute()) {
            if (!source.isSuccessful() || source.body() == null) {
                throw new IOException("the source answered " + source.code());
            }
            InputStream bytes = source.body().byteStream();
            Request send = new Request.Builder()
                    .url(job.to().toString())
                    .header("Content-Range", "bytes 0-" + (job.size() - 1) + "/" + job.size())
                    .method(job.method(), body(bytes, job.size()))
                    .build();
            try (Response answer = client.newCall(send).execute()) {
                if (!answer.isSuccessful()) {
                    throw new IOException("the target answered " + answer.code());
                }
            }
        }
    }

    private static RequestBody body(InputStream bytes, long size) {
        return new RequestBody() {
            @Override
            public okhttp3.@Nullable MediaType contentType() {
                return null;
            }

            @Override
            public long contentLength() {
                return size;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                byte[] buffer = new byte[BUFFER];
                for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                    sink.write(buffer, 0, read);
                }
            }
        };
    }
}
