package dev.plumb.runtime;

import dev.plumb.runtime.catalog.CatalogFingerprint;
import dev.plumb.runtime.ledger.LiveFingerprint;

/** The fingerprint that plans, the ledger and the applier compare: all that the reader of the catalog looks at. */
final class Fingerprints {
    static final LiveFingerprint ALL = schemas -> "(" + CatalogFingerprint.query(schemas) + ")";

    private Fingerprints() {}
}
