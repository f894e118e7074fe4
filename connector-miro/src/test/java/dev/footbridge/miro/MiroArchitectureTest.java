package dev.footbridge.miro;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.footbridge.testkit.contract.ArchitectureContract;

class MiroArchitectureTest extends ArchitectureContract {

    MiroArchitectureTest() {
        super(MiroConnectorProvider.class, "org.jsoup");
    }

    /** Also what only Miro has. */
    @Override
    protected boolean isOffered(JavaClass type) {
        return type.getName().matches(".*\\.Miro(ConnectorProvider|(Polling|Enterprise).*)");
    }
}
