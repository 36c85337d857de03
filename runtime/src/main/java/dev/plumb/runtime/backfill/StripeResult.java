package dev.plumb.runtime.backfill;

/**
 * What one transaction did.
 *
 * @param written rows
 * @param stale rows that others changed meanwhile
 * @param failed cells that got an error
 */
record StripeResult(long written, long stale, long failed) {}
