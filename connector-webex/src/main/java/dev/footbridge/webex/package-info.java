/** The connector for Webex. */
@NullMarked
package dev.footbridge.webex;

import org.jspecify.annotations.NullMarked;
