/**
 * The schema model: immutable records that describe directories and what is in them, the same for the declared and for
 * the live schema. Nothing here talks to a database or reads a file; it knows places in files and problems ({@code dev.plumb.source}), and otherwise
 * only {@code java.*}.
 */
@NullMarked
package dev.plumb.schema;

import org.jspecify.annotations.NullMarked;
