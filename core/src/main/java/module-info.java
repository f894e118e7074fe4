/** The neutral model, the connector SPI and the delivery engine. */
module dev.footbridge.core {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires dev.failsafe.core;
}
