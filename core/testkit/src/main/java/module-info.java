/** What a connector author tests against: the contract, the emulator engine and fakes. */
module dev.footbridge.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.footbridge.core;
    requires com.fasterxml.jackson.databind;
    requires io.javalin;
    requires java.management;
    requires jdk.httpserver;
    requires okhttp3;
    requires okhttp3.tls;
    requires org.slf4j;
    // Only the contract needs these; a program that uses just the emulators runs without them.
    requires static com.tngtech.archunit;
    requires static org.assertj.core;
    requires static org.junit.jupiter.api;
    requires static org.junit.jupiter.params;
    requires static awaitility;

    exports dev.footbridge.testkit.contract;
    exports dev.footbridge.testkit.emulator;
    exports dev.footbridge.testkit.fake;

    // JUnit instantiates the contract's nested classes.
    opens dev.footbridge.testkit.contract;
}
