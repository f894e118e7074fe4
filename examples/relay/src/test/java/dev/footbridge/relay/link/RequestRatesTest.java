package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.testkit.fake.ManualClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestRatesTest {

    private final ManualClock clock = ManualClock.at("2026-11-22T00:00:00Z");
    private final RequestRates rates = new RequestRates(clock);

    @Test
    void anAddressMayAskSoOftenAMinute() {
        for (int i = 0; i < RequestRates.MAX; i++) {
            assertThat(rates.take("192.0.2.1")).isTrue();
        }
        assertThat(rates.take("192.0.2.1")).isFalse();
        assertThat(rates.take("192.0.2.2")).isTrue();

        clock.advance(RequestRates.WINDOW);
        assertThat(rates.take("192.0.2.1")).isTrue();
    }

    @Test
    void asManyIpv6AddressesAsOneHasCountAsOne() {
        for (int i = 0; i < RequestRates.MAX; i++) {
            assertThat(rates.take("2001:db8:1:2:" + Integer.toHexString(i) + "::1"))
                    .isTrue();
        }
        assertThat(rates.take("[2001:db8:1:2:ffff::2]")).isFalse();
        assertThat(rates.take("2001:db8:1:3::1")).isTrue();
    }

    @Test
    void whatIsNoAddressCountsAsItIsWritten() {
        for (int i = 0; i < RequestRates.MAX; i++) {
            assertThat(rates.take("not:an:address.example")).isTrue();
        }
        assertThat(rates.take("not:an:address.example")).isFalse();
    }

    @Test
    void behindAProxyTheLastEntryOfItsHeaderCounts(@TempDir Path directory) throws Exception {
        try (TestProvider provider = new TestProvider();
                LinkRig rig = new LinkRig(directory, provider.issuer(), Optional.of("X-Forwarded-For"))) {
            Visitor visitor = new Visitor(rig.address());
            for (int i = 0; i < RequestRates.MAX; i++) {
                visitor.get("/f/none", "X-Forwarded-For", "10.0.0." + i + ", 192.0.2.1");
            }
            HttpResponse<byte[]> refused = visitor.get("/f/none", "X-Forwarded-For", "192.0.2.9, 192.0.2.1");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(Visitor.header(refused, "Retry-After")).isEqualTo("30");
            assertThat(visitor.get("/f/none", "X-Forwarded-For", "192.0.2.1, 192.0.2.9")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void withoutAProxyNobodyMakesUpAnAddress(@TempDir Path directory) throws Exception {
        try (TestProvider provider = new TestProvider();
                LinkRig rig = new LinkRig(directory, provider.issuer())) {
            Visitor visitor = new Visitor(rig.address());
            for (int i = 0; i < RequestRates.MAX; i++) {
                visitor.get("/f/none", "X-Forwarded-For", "10.0.0." + i);
            }
            assertThat(visitor.get("/f/none", "X-Forwarded-For", "192.0.2.9").statusCode())
                    .isEqualTo(429);
        }
    }
}
