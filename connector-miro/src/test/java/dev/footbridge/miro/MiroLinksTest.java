package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links as they are pasted. What stands behind them: MiroDocumentsTest. */
class MiroLinksTest {

    private static final List<String> HOSTS = List.of("miro.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://miro.com/app/board/uXjVOD6LSME=/",
                "https://miro.com/app/board/uXjVOD6LSME=",
                "https://miro.com/app/board/uXjVOD6LSME",
                "https://miro.com/app/board/uXjVOD6LSME/",
                "https://miro.com/app/board/uXjVOD6LSME%3D/",
                "https://miro.com/app/board/uXjVOD6LSME%3d",
                "http://miro.com/app/board/uXjVOD6LSME=/",
                "HTTPS://MIRO.COM/app/board/uXjVOD6LSME=/",
                "https://www.miro.com/app/board/uXjVOD6LSME=/",
                "https://miro.com:443/app/board/uXjVOD6LSME=/",
                "https://miro.com/app/board/uXjVOD6LSME=/?share_link_id=123456789012",
                "https://miro.com/app/board/uXjVOD6LSME=/?moveToWidget=3458764517517819000&cot=14",
                "https://miro.com/app/board/uXjVOD6LSME=/?moveToViewport=-1000,-500,2000,1000",
                "https://miro.com/app/board/uXjVOD6LSME=/?fromEmbed=1",
                "https://miro.com/app/board/uXjVOD6LSME=/?invite_link_id=987654321",
                "https://miro.com/app/board/uXjVOD6LSME=/?utm_source=notification&utm_medium=email",
                "https://miro.com/app/board/uXjVOD6LSME=?focusWidget=3458764517517819000",
                "https://miro.com/app/board/uXjVOD6LSME=/#tpicker-content",
                "https://miro.com/app/board/uXjVOD6LSME=/documents/3458764517517819000",
                "https://miro.com/app/live-embed/uXjVOD6LSME=/",
                "https://miro.com/app/live-embed/uXjVOD6LSME=/?moveToViewport=0,0,100,100&embedId=123",
                "https://miro.com/app/live-embed/uXjVOD6LSME=?autoplay=yep",
                "https://miro.com/app/embed/uXjVOD6LSME=/",
                "https://miro.com/app/embed/uXjVOD6LSME=/?pres=1&frameId=3458764517517819000",
                "https://miro.com/app/embed/uXjVOD6LSME%3D/?autoplay=true"
            })
    void knowsTheBoard(String link) {
        assertThat(MiroLinks.board(URI.create(link), HOSTS)).contains("uXjVOD6LSME=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://miro.com/app/board/o9J_lJWSHdg=/",
                "https://miro.com/app/board/o9J_lJWSHdg/",
                "https://miro.com/app/board/o9J_lJWSHdg=/?moveToWidget=3074457349143649487"
            })
    void knowsTheOlderIds(String link) {
        assertThat(MiroLinks.board(URI.create(link), HOSTS)).contains("o9J_lJWSHdg=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://miro.com/",
                "https://miro.com/app/",
                "https://miro.com/app/dashboard/",
                "https://miro.com/app/board/",
                "https://miro.com/app/board/=/",
                "https://miro.com/app/board/short",
                "https://miro.com/app/board/../../etc/passwd",
                "https://miro.com/app/board/uXjVOD6LSME=x/",
                "https://miro.com/app/board/uXjVOD6LSME===/",
                "https://miro.com/app/board/uXjV%2FOD6LSME=/",
                "https://miro.com/app/board/uXjV%20OD6LSME=/",
                "https://miro.com/app/boards/uXjVOD6LSME=/",
                "https://miro.com/board/uXjVOD6LSME=/",
                "https://miro.com/welcomeonboard/abcdefghijkl",
                "https://miro.com/miroverse/retro/",
                "https://help.miro.com/app/board/uXjVOD6LSME=/",
                "https://miro.com.evil.example/app/board/uXjVOD6LSME=/",
                "https://evil.example/miro.com/app/board/uXjVOD6LSME=/",
                "https://miro.com@evil.example/app/board/uXjVOD6LSME=/",
                "https://user:pass@miro.com/app/board/uXjVOD6LSME=/",
                "https://miro.com:8443/app/board/uXjVOD6LSME=/",
                "https://notmiro.com/app/board/uXjVOD6LSME=/",
                "ftp://miro.com/app/board/uXjVOD6LSME=/",
                "mailto:someone@miro.com",
                "miro.com/app/board/uXjVOD6LSME=/",
                "//miro.com/app/board/uXjVOD6LSME=/",
                "https:opaque",
                ""
            })
    void leavesEverythingElseAlone(String link) {
        assertThat(MiroLinks.board(URI.create(link), HOSTS)).isEmpty();
    }
}
