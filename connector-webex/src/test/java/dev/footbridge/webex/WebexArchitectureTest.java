package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.footbridge.testkit.contract.ArchitectureContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebexArchitectureTest extends ArchitectureContract {

    /** The files that every connector has, so that who knows one finds the way in all of them. */
    private static final List<String> SHAPE =
            List.of("ConnectorProvider", "Connector", "Api", "Events", "Reader", "Writer", "Errors", "Ids", "Features");

    WebexArchitectureTest() {
        super(WebexConnectorProvider.class, "com.google");
    }

    @Test
    void theFilesHaveTheNamesThatAllConnectorsHave() {
        assertThat(connector().stream().map(JavaClass::getSimpleName).toList())
                .containsAll(SHAPE.stream().map(name -> "Webex" + name).toList());
    }
}
