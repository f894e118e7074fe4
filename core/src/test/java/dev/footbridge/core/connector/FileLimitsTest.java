package dev.footbridge.core.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.document.Document;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileLimitsTest {

    private static final FileLimits LIMITS = new FileLimits(10, 1, true, Set.of("exe"));

    private static Upload file(String name, OptionalLong size) {
        return new Upload(name, "text/plain", size, () -> {
            throw new AssertionError("not asked for");
        });
    }

    private static String code(FileLimits limits, Upload file) {
        ConnectorException failure = catchThrowableOfType(ConnectorException.class, () -> limits.require(file));
        assertThat(failure.kind()).isEqualTo(ConnectorException.Kind.REJECTED);
        assertThat(failure).hasMessageNotContaining(file.name());
        return failure.code();
    }

    @Test
    void whatDoesNotFitIsRefusedUnopened() {
        assertThatCode(() -> LIMITS.require(file("a.txt", OptionalLong.of(10)))).doesNotThrowAnyException();
        assertThat(code(LIMITS, file("a.txt", OptionalLong.of(11)))).isEqualTo("file_too_large");
        assertThat(code(LIMITS, file("a.EXE", OptionalLong.of(1)))).isEqualTo("file_type");
        assertThat(code(LIMITS, file("a.txt", OptionalLong.empty()))).isEqualTo("length_required");
        assertThat(code(FileLimits.NONE, file("a.txt", OptionalLong.of(0)))).isEqualTo("file_too_large");
    }

    @Test
    void filesGoWithoutWordsAndAsManyAsFit() {
        Upload file = file("a.txt", OptionalLong.of(1));
        Draft part = Draft.of(Document.empty(), "key").withFiles(List.of(file));
        assertThatCode(() -> LIMITS.require(part)).doesNotThrowAnyException();
        assertThat(code(LIMITS, part.withBody(Document.text("words")))).isEqualTo("not_prepared");
        assertThat(code(LIMITS, part.withFiles(List.of(file, file)))).isEqualTo("not_prepared");
        assertThat(code(LIMITS, part.withFiles(List.of(file("a.exe", OptionalLong.of(1))))))
                .isEqualTo("file_type");
    }

    private static String code(FileLimits limits, Draft part) {
        return catchThrowableOfType(ConnectorException.class, () -> limits.require(part))
                .code();
    }
}
