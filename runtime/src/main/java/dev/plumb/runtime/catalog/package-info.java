/**
 * Reads the live schema from PostgreSQL's catalog with a fixed number of set-based queries, and fingerprints it. Nothing
 * here writes, plans or decides; no lock above {@code access share} is taken.
 */
@NullMarked
package dev.plumb.runtime.catalog;

import org.jspecify.annotations.NullMarked;
