/**
 * What a function for computed columns implements: {@link dev.plumb.plugin.ColumnFunction}, and the values and failures it
 * speaks in. A published interface without any dependency: it knows no JDBC, no schema model and nothing else of Plumb.
 */
@NullMarked
package dev.plumb.plugin;

import org.jspecify.annotations.NullMarked;
