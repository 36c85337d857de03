package dev.plumb.runtime.ledger;

/** How the catalog rows of some schemas become one short text. */
@FunctionalInterface
public interface LiveFingerprint {
    /**
     * A SQL expression of type {@code text}.
     *
     * @param schemas a SQL expression of type {@code text[]}: names of schemas, which need not exist
     */
    String expression(String schemas);
}
