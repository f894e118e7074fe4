package dev.footbridge.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import okhttp3.Dns;

/**
 * Resolves names, and refuses one that leads to an address which is not public. OkHttp connects to the very addresses
 * returned here, so a second, different answer of a hostile name server changes nothing. The operator's own endpoints may be anywhere.
 */
final class GuardedDns implements Dns {

    private final Set<String> trustedHosts;
    private final Dns resolver;

    GuardedDns(HttpOptions options) {
        this(trustedHosts(options), Dns.SYSTEM);
    }

    GuardedDns(Set<String> trustedHosts, Dns resolver) {
        this.trustedHosts = Set.copyOf(trustedHosts);
        this.resolver = resolver;
    }

    private static Set<String> trustedHosts(HttpOptions options) {
        Set<String> hosts = new HashSet<>();
        options.endpoints().forEach(endpoint -> hosts.add(endpoint.host()));
        SocketAddress proxy = options.proxy().address();
        if (proxy instanceof InetSocketAddress address) {
            hosts.add(address.getHostString());
        }
        return hosts;
    }

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        List<InetAddress> addresses = resolver.lookup(hostname);
        // One private address among public ones is reason enough: which of them is used is not ours to choose.
        if (!trustedHosts.contains(hostname) && !addresses.stream().allMatch(AddressRanges::isPublic)) {
            throw new UnknownHostException(hostname + " has an address that is not public");
        }
        return addresses;
    }
}
