/** What the functions share. They know the interface of functions and their own libraries, and nothing else of Plumb. */
@NullMarked
package dev.plumb.function;

import org.jspecify.annotations.NullMarked;
