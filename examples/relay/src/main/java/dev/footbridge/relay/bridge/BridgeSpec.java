package dev.footbridge.relay.bridge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Channels that mirror each other. Bridges that share a channel join: a message reaches every channel that can be
 * reached from its own, once.
 *
 * @param name for people, unique
 * @param endpoints two or more different channels
 */
public record BridgeSpec(String name, List<EndpointSpec> endpoints, BridgePolicy policy) {

    public BridgeSpec {
        endpoints = List.copyOf(endpoints);
        if (endpoints.size() < 2) {
            throw new IllegalArgumentException("bridge " + name + " needs at least two channels");
        }
        Set<Object> seen = new HashSet<>();
        for (EndpointSpec endpoint : endpoints) {
            if (!seen.add(endpoint.channel())) {
                throw new IllegalArgumentException(
                        "bridge " + name + " names the channel " + endpoint.channel() + " twice");
            }
        }
    }
}
