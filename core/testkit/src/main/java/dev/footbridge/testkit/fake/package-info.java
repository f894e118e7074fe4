/** Hand-made fakes for tests. */
@NullMarked
package dev.footbridge.testkit.fake;

import org.jspecify.annotations.NullMarked;
