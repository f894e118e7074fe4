/** The relay's two HTTP listeners: webhooks from the platforms, and health and metrics for the operator. */
@NullMarked
package dev.footbridge.relay.ingress;

import org.jspecify.annotations.NullMarked;
