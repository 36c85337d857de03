/**
 * Computed columns under fire: real processes, clients that write without a break, workers that are killed; at the end every cell is
 * compared with what its row says. Runs small in the build and big from {@code bench/stress.sh}, so it needs nothing but the JDK, the JDBC
 * driver and the interface of functions, and knows Plumb only as a command line.
 */
@NullMarked
package dev.plumb.stress;

import org.jspecify.annotations.NullMarked;
