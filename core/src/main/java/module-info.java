/** The SDK: neutral model, connector SPI, delivery. Names no platform. */
@org.jspecify.annotations.NullMarked
module dev.footbridge.core {
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports dev.footbridge.core.id;
    exports dev.footbridge.core.document;
    exports dev.footbridge.core.message;
    exports dev.footbridge.core.scope;
    exports dev.footbridge.core.connector;
    exports dev.footbridge.core.delivery;

    uses dev.footbridge.core.connector.ConnectorProvider;
}
