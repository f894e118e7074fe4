package dev.footbridge.relay.link;

import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.relay.content.AddressTemplate;
import java.util.Map;
import java.util.Optional;

/**
 * Who the relay is at an OpenID provider, and how people get there.
 *
 * @param hints parameters of the provider's own in the authorization request, such as the domain of its people
 * @param start the page of an identity provider where people start instead, which then sends them to the relay; {@link
 *     #LINK} stands for the link they want to open
 */
public record SignInClient(String id, Secret secret, Map<String, String> hints, Optional<AddressTemplate> start) {

    /** What stands for the link. */
    public static final String LINK = "{link}";

    /** @throws IllegalArgumentException when a hint has the name of a parameter of OpenID Connect's own */
    public SignInClient {
        hints = Map.copyOf(hints);
        hints.keySet().stream()
                .filter(AuthenticationRequest.getRegisteredParameterNames()::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(name + " is no hint but a part of OpenID Connect itself");
                });
    }

    /** Without hints; people start at the relay. */
    public SignInClient(String id, Secret secret) {
        this(id, secret, Map.of(), Optional.empty());
    }
}
