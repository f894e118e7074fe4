/** The one place that configures HTTP, for connectors that speak it. */
module dev.footbridge.http {
    requires static transitive org.jspecify;
    requires transitive dev.footbridge.core;
    requires transitive okhttp3;
    requires transitive com.fasterxml.jackson.databind;
    requires okio;

    exports dev.footbridge.http;
}
