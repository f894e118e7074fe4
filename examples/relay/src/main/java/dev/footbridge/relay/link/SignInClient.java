package dev.footbridge.relay.link;

import dev.footbridge.core.connector.Secret;

/** Who the relay is at an OpenID provider. */
public record SignInClient(String id, Secret secret) {}
