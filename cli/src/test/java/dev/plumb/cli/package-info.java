/** Tests that drive the commands in this process, with streams, variables and terminals of their own. */
@NullMarked
package dev.plumb.cli;

import org.jspecify.annotations.NullMarked;
