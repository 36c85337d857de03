/** Finding the rows whose embeddings are nearest to that of a text. Reads only, and knows no ledger. */
@NullMarked
package dev.plumb.runtime.search;

import org.jspecify.annotations.NullMarked;
