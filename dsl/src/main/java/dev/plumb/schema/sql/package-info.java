/**
 * SQL text without a server: tokens, quoted names, and the mapping of directory names inside fragments. It knows where
 * names, strings and comments begin and end, never what a statement means.
 */
@NullMarked
package dev.plumb.schema.sql;

import org.jspecify.annotations.NullMarked;
