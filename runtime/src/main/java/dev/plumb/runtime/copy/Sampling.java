package dev.plumb.runtime.copy;

/**
 * Which rows are copied: those whose key's digest, taken with the seed, is among the smallest. The same seed gives the same rows.
 *
 * @param fraction of the rows of each table, above 0, at most 1
 */
public record Sampling(double fraction, long seed) {
    /** @throws IllegalArgumentException when the fraction is not one */
    public Sampling {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException("the fraction of the rows must be above 0 and at most 1: " + fraction);
        }
    }

    boolean isEverything() {
        return fraction == 1;
    }

    /** Of 63 bits: digests below it are taken. */
    long threshold() {
        return (long) (fraction * Long.MAX_VALUE);
    }
}
