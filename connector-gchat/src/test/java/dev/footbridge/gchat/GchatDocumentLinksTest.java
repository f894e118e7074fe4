package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.DocumentLink;
import dev.footbridge.core.connector.DocumentLink.Kind;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The long table with all storages is the sandbox's. */
class GchatDocumentLinksTest {

    private static final String ID = "1aBcDeFgHiJkLmNoPqRsTuVwXyZ_0123456789-abcd";

    @ParameterizedTest
    @CsvSource({
        "https://docs.google.com/document/d/ID/edit, TEXT",
        "https://docs.google.com/a/example.com/spreadsheets/d/ID/edit#gid=0, SPREADSHEET",
        "https://docs.google.com/presentation/u/1/d/ID/edit, PRESENTATION",
        "https://docs.google.com/forms/d/ID/viewform, FORM",
        "https://docs.google.com/drawings/d/ID, DRAWING",
        "https://drive.google.com/file/d/ID/view?usp=sharing, FILE",
        "https://drive.google.com/drive/u/0/folders/ID, FOLDER",
        "https://drive.google.com/open?usp=drive_copy&id=ID, FILE",
        "HTTPS://DRIVE.GOOGLE.COM:443/uc?export=download&id=ID, FILE",
    })
    void aLinkNamesItsDocument(String link, Kind kind) {
        assertThat(GchatDocumentLinks.identify(URI.create(link.replace("ID", ID))))
                .contains(new DocumentLink(ID, kind));
    }

    @Test
    void whatIsPublishedIsNoFile() {
        assertThat(GchatDocumentLinks.identify(URI.create("https://docs.google.com/forms/d/e/" + ID + "/viewform")))
                .contains(new DocumentLink("published/" + ID, Kind.FORM));
        assertThat(GchatDocumentLinks.identify(URI.create("https://forms.gle/aBcDeFgH12345678")))
                .contains(new DocumentLink("published/aBcDeFgH12345678", Kind.FORM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://docs.google.com/document/u/0/",
                "https://docs.google.com/document/create",
                "https://drive.google.com/drive/my-drive",
                "https://drive.google.com/open?id=short",
                "https://drive.google.com/open?id=%zz",
                "https://docs.google.com.evil.example/document/d/ID/edit",
                "https://docs.google.com@evil.example/document/d/ID/edit",
                "https://evil@docs.google.com/document/d/ID/edit",
                "https://docs.google.com:8443/document/d/ID/edit",
                "ftp://docs.google.com/document/d/ID/edit",
                "https://evil.example/?u=https://docs.google.com/document/d/ID/edit",
            })
    void whatOnlyLooksAlikeIsNone(String link) {
        try {
            assertThat(GchatDocumentLinks.identify(URI.create(link.replace("ID", ID))))
                    .isEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(link).contains("%zz");
        }
    }
}
