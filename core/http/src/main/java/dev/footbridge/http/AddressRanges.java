package dev.footbridge.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are public, by the IANA special-purpose registries:
 * https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry.
 */
final class AddressRanges {

    private static final List<Range> NOT_PUBLIC_V4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Everything public in IPv6 lies in here. */
    private static final Range GLOBAL_UNICAST = range("2000::/3");

    /** Teredo and other protocol assignments, documentation, 6to4, and the second documentation range. */
    private static final List<Range> NOT_PUBLIC_V6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** IPv6-only networks reach IPv4 through it; the last four bytes are the real address. */
    private static final Range NAT64 = range("64:ff9b::/96");

    private AddressRanges() {}

    static boolean isPublic(InetAddress address) {
        return isPublic(address.getAddress());
    }

    private static boolean isPublic(byte[] address) {
        if (address.length == 4) {
            return NOT_PUBLIC_V4.stream().noneMatch(range -> range.contains(address));
        }
        if (NAT64.contains(address)) {
            return isPublic(Arrays.copyOfRange(address, 12, 16));
        }
        return GLOBAL_UNICAST.contains(address) && NOT_PUBLIC_V6.stream().noneMatch(range -> range.contains(address));
    }

    private static List<Range> ranges(String... ranges) {
        return Arrays.stream(ranges).map(AddressRanges::range).toList();
    }

    private static Range range(String text) {
        int slash = text.indexOf('/');
        try {
            // A literal is parsed, not looked up.
            byte[] prefix = InetAddress.getByName(text.substring(0, slash)).getAddress();
            return new Range(prefix, Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("not an address: " + text, e);
        }
    }

    private static final class Range {

        private final byte[] prefix;
        private final int bits;

        Range(byte[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = bits % 8;
            if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
                return false;
            }
            return rest == 0 || (address[whole] & 0xff) >> (8 - rest) == (prefix[whole] & 0xff) >> (8 - rest);
        }
    }
}
