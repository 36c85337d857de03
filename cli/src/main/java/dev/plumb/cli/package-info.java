/**
 * Picocli commands, thin over the facade: arguments, progress, colour, exit codes. No decisions.
 */
@NullMarked
package dev.plumb.cli;

import org.jspecify.annotations.NullMarked;
