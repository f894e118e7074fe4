/** The connector for Slack. */
@NullMarked
package dev.footbridge.slack;

import org.jspecify.annotations.NullMarked;
