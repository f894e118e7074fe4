package dev.footbridge.relay.scopes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.footbridge.core.scope.PlanContext;
import dev.footbridge.relay.scopes.Profile.Listed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a profile from a JSON file; the README describes its members. */
public final class ProfileFile {

    static final long MAX_BYTES = 1024L * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ProfileFile() {}

    /** The file as it is written; members may be left out. */
    private record Written(
            @Nullable String name,
            @Nullable String title,
            @Nullable String platform,
            @Nullable String tier,
            @Nullable Boolean resourceSpecific,
            @Nullable List<WrittenContext> contexts,
            @Nullable List<WrittenScope> listed) {}

    private record WrittenContext(
            @Nullable String name,
            @Nullable String title,
            @Nullable String mode,
            @Nullable List<String> capabilities) {}

    private record WrittenScope(
            @Nullable String context,
            @Nullable String scope,
            @Nullable List<String> capabilities) {}

    /**
     * Reads a file.
     *
     * @throws ScopesException when it is no profile; the message says what is wrong and where
     */
    public static Profile read(Path file) throws ScopesException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ScopesException(file + " is longer than " + MAX_BYTES + " bytes");
            }
            return checked(file, JSON.readValue(Files.readAllBytes(file), Written.class));
        } catch (NoSuchFileException e) {
            throw new ScopesException(file + ": there is no such file");
        } catch (JsonMappingException e) {
            throw new ScopesException(file + ": " + e.getOriginalMessage() + " at " + place(e));
        } catch (JsonProcessingException e) {
            throw new ScopesException(file + " is no JSON: " + e.getOriginalMessage() + " at line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new ScopesException(file + " cannot be read: " + e.getMessage());
        }
    }

    private static String place(JsonMappingException e) {
        return e.getPathReference()
                + (e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr());
    }

    private static Profile checked(Path file, @Nullable Written written) throws ScopesException {
        if (written == null) {
            throw new ScopesException(file + " is empty");
        }
        List<PlanContext> contexts = new ArrayList<>();
        for (WrittenContext context : need(file, "contexts", written.contexts())) {
            contexts.add(new PlanContext(
                    need(file, "contexts[].name", context.name()),
                    need(file, "contexts[].title", context.title()),
                    need(file, "contexts[].mode", context.mode()),
                    need(file, "contexts[].capabilities", context.capabilities())));
        }
        List<String> names = contexts.stream().map(PlanContext::name).toList();
        if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
            throw new ScopesException(file + ": contexts need names, each its own; there are " + names);
        }
        List<Listed> listed = new ArrayList<>();
        for (WrittenScope row : Optional.ofNullable(written.listed()).orElse(List.of())) {
            String context = need(file, "listed[].context", row.context());
            if (!names.contains(context)) {
                throw new ScopesException(file + ": listed[].context: there is no context " + context + "; there are "
                        + String.join(", ", names));
            }
            listed.add(new Listed(
                    context,
                    need(file, "listed[].scope", row.scope()),
                    Optional.ofNullable(row.capabilities()).orElse(List.of())));
        }
        return new Profile(
                need(file, "name", written.name()),
                need(file, "title", written.title()),
                need(file, "platform", written.platform()),
                Optional.ofNullable(written.tier()),
                written.resourceSpecific() == null || written.resourceSpecific(),
                contexts,
                listed);
    }

    private static <T> T need(Path file, String member, @Nullable T value) throws ScopesException {
        if (value == null) {
            throw new ScopesException(file + ": " + member + " is missing");
        }
        return value;
    }
}
