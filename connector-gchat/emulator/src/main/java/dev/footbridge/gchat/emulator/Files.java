package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.FileContent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Uploaded files, the newest {@value #MAX_FILES}. Guarded by the domain's lock. */
final class Files {
    private static final int MAX_FILES = 2_000;

    private final Ids ids;
    private final Map<String, StoredFile> byResource = new LinkedHashMap<>();

    Files(Ids ids) {
        this.ids = ids;
    }

    StoredFile store(ChatSpace space, String fileName, String contentType, FileContent content) {
        String resource = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((space.name() + "/attachments/" + ids.letters(12)).getBytes(StandardCharsets.UTF_8));
        StoredFile file = new StoredFile(resource, ids.token(), space.id(), fileName, contentType, content);
        byResource.put(resource, file);
        if (byResource.size() > MAX_FILES) {
            byResource.remove(byResource.keySet().iterator().next());
        }
        return file;
    }

    Optional<StoredFile> byResource(String resourceName) {
        return Optional.ofNullable(byResource.get(resourceName));
    }

    Optional<StoredFile> uploaded(String token, String resourceName) {
        return byResource.values().stream()
                .filter(file -> file.uploadToken().equals(token)
                        || file.resourceName().equals(resourceName) && !resourceName.isEmpty())
                .findFirst();
    }
}
