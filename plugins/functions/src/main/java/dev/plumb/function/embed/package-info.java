/** Embeddings that need no model. Pure, and stable across versions of Plumb and of Java. */
@NullMarked
package dev.plumb.function.embed;

import org.jspecify.annotations.NullMarked;
