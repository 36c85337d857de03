/**
 * The cells that functions compute: reading the inputs of rows, calling the functions, writing the results where the inputs are still the
 * same. Used by whoever fills a column and by whoever keeps it right; decides neither which rows nor when.
 */
@NullMarked
package dev.plumb.runtime.cell;

import org.jspecify.annotations.NullMarked;
