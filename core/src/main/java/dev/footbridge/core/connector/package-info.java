/** What a platform's connector offers. Implement {@link dev.footbridge.core.connector.ConnectorProvider} to add one. */
@NullMarked
package dev.footbridge.core.connector;

import org.jspecify.annotations.NullMarked;
