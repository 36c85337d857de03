/**
 * Lets the server normalise: stand-ins of a schema are created in scratch schemas, in a transaction that is always rolled back,
 * and read with the reader of the live catalog. Here a spec becomes comparable with the live schema, texts that mean the same
 * are found out, and a plan is proved before anyone decides on it. Existing relations are read, never locked more strongly than
 * {@code access share}.
 */
@NullMarked
package dev.plumb.runtime.canonical;

import org.jspecify.annotations.NullMarked;
