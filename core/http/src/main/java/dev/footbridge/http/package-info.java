/** The one place that configures HTTP: client, failure classification, JSON limits and OAuth tokens. */
@NullMarked
package dev.footbridge.http;

import org.jspecify.annotations.NullMarked;
