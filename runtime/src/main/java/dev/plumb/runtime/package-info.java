/**
 * The facade for applications and the command line: plan, apply, status, inspect. Nothing here prints or parses arguments.
 */
@NullMarked
package dev.plumb.runtime;

import org.jspecify.annotations.NullMarked;
