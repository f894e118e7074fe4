package dev.footbridge.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** An answer that ends in an {@link HttpFailure} when it grows beyond its limit or breaks off. */
final class BoundedBody extends ResponseBody {

    private final ResponseBody body;
    private final BufferedSource source;

    BoundedBody(ResponseBody body, long limit, Request request) {
        this.body = body;
        this.source = Okio.buffer(new ForwardingSource(body.source()) {

            private long left = limit;

            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                long read;
                try {
                    read = super.read(sink, byteCount);
                } catch (IOException e) {
                    throw SendOnce.failure(e, request, true);
                }
                if (read > left) {
                    throw SendOnce.tooLarge(request);
                }
                left -= Math.max(read, 0);
                return read;
            }
        });
    }

    @Override
    public @Nullable MediaType contentType() {
        return body.contentType();
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public BufferedSource source() {
        return source;
    }
}
