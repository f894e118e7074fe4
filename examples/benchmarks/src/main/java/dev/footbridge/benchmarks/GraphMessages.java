package dev.footbridge.benchmarks;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The messages with files that people write in the benchmark's Teams channels. Safe for concurrent use. */
final class GraphMessages {

    private final int channels;
    private final SharedFiles files;
    private final Clock clock;
    private final AtomicLong nextId;
    private final Map<String, Integer> written = new ConcurrentHashMap<>();

    GraphMessages(int channels, SharedFiles files, Clock clock) {
        this.channels = channels;
        this.files = files;
        this.clock = clock;
        this.nextId = new AtomicLong(clock.millis());
    }

    int channels() {
        return channels;
    }

    /** Writes a message; its id, which is a time in milliseconds. */
    String write(int number) {
        String id = Long.toString(nextId.incrementAndGet());
        written.put(id, number);
        return id;
    }

    /** The message as Graph shows it. */
    Optional<String> find(String id) {
        return Optional.ofNullable(written.get(id)).flatMap(files::find).map(file -> json(id, file));
    }

    private String json(String id, SharedFile file) {
        int number = file.number();
        String guid = String.format(Locale.ROOT, "5e9b2a1c-0000-4000-8000-%012d", number);
        String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        return "{\"id\":\"" + id + "\",\"replyToId\":null,\"etag\":\"" + id
                + "\",\"messageType\":\"message\",\"createdDateTime\":\"" + time + "\",\"lastModifiedDateTime\":\""
                + time
                + "\",\"lastEditedDateTime\":null,\"deletedDateTime\":null,\"from\":{\"user\":{\"id\":\""
                + World.teamsUser(number)
                + "\",\"displayName\":\"Person\",\"userIdentityType\":\"aadUser\"}},\"body\":{\"contentType\":\"html\","
                + "\"content\":\"<attachment id=\\\"" + guid
                + "\\\"></attachment>\"},\"channelIdentity\":{\"teamId\":\""
                + World.TEAM + "\",\"channelId\":\"" + World.teamsChannel(number % channels)
                + "\"},\"attachments\":[{\"id\":\"" + guid + "\",\"contentType\":\"reference\",\"contentUrl\":\""
                + GraphFiles.url(file) + "\",\"name\":\"" + file.name()
                + "\"}],\"mentions\":[],\"reactions\":[]}";
    }
}
