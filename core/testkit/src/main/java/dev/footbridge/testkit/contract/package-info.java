/** The rules of a connector as tests; see {@code CONTRACT.md}. Needs JUnit and AssertJ, which a user adds. */
@NullMarked
package dev.footbridge.testkit.contract;

import org.jspecify.annotations.NullMarked;
