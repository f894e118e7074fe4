package dev.footbridge.miro;

import dev.footbridge.core.connector.Secret;

/** What the connector signs its calls with. Which of the two an app has is decided for good when it is made. */
sealed interface MiroCredentials {

    /** A token that lives until the app is uninstalled. */
    record Fixed(Secret token) implements MiroCredentials {}

    /** Tokens of one hour, and a refresh token of sixty days that is another one after each use. */
    record Rotating(String clientId, Secret clientSecret, Secret refreshToken) implements MiroCredentials {}
}
