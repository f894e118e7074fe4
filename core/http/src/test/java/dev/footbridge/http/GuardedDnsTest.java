package dev.footbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedDnsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.1.1",
                "::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void addressesThatAreNotPublicAreRefused(String address) throws Exception {
        assertThat(AddressRanges.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:4860:4860::8888",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "::ffff:8.8.8.8"
            })
    void publicAddressesPass(String address) throws Exception {
        assertThat(AddressRanges.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void oneAddressThatIsNotPublicSpoilsTheName() {
        GuardedDns dns = new GuardedDns(Set.of(), name -> addresses("8.8.8.8", "127.0.0.1"));

        assertThatThrownBy(() -> dns.lookup("mixed.example.com")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void theAddressThatWasLookedAtIsTheOneThatIsUsed() throws Exception {
        List<String> answers = new ArrayList<>(List.of("8.8.8.8", "127.0.0.1"));
        GuardedDns dns = new GuardedDns(Set.of(), name -> addresses(answers.remove(0)));

        assertThat(dns.lookup("rebind.example.com")).containsExactlyElementsOf(addresses("8.8.8.8"));
        assertThatThrownBy(() -> dns.lookup("rebind.example.com")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void theOperatorsOwnEndpointMayBeAnywhere() throws Exception {
        GuardedDns dns = new GuardedDns(Set.of("emulator.internal"), name -> addresses("10.0.0.7"));

        assertThat(dns.lookup("emulator.internal")).hasSize(1);
        assertThatThrownBy(() -> dns.lookup("other.internal")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void theClientConnectsToNoContentHostWithAPrivateAddress() {
        HttpOptions options = HttpOptions.builder()
                .endpoint(URI.create("https://api.example.com"))
                .contentHost("localhost")
                .build();
        HttpSender sender = new HttpSender(HttpClientFactory.create(options));
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class,
                () -> sender.send(
                        new Request.Builder().url("https://localhost/upload").build()));

        assertThat(failure.code()).isEqualTo("name_not_resolved");
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
    }

    private static List<InetAddress> addresses(String... addresses) throws UnknownHostException {
        List<InetAddress> result = new ArrayList<>();
        for (String address : addresses) {
            result.add(InetAddress.getByName(address));
        }
        return result;
    }
}
