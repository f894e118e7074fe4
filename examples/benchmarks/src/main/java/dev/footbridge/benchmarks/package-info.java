/** End-to-end runs that print figures. */
@NullMarked
package dev.footbridge.benchmarks;

import org.jspecify.annotations.NullMarked;
