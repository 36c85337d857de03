package dev.plumb.runtime.work;

import java.time.Instant;

/** Which notes a worker takes. */
public sealed interface NoteScope {
    /** SQL over a note {@code n} and the tables {@code mine} of {@link #namespace}. */
    String condition();

    /** The one that {@code mine} is about; of no namespace when 0. */
    default long namespace() {
        return 0;
    }

    /** Those of all tables. */
    record Everywhere() implements NoteScope {
        @Override
        public String condition() {
            return "true";
        }
    }

    /**
     * Those of the tables of a namespace: others have functions of their own. Notes of tables that are gone are anybody's.
     *
     * @param namespace its number in the ledger
     */
    record OfNamespace(long namespace) implements NoteScope {
        @Override
        public String condition() {
            return """
                    (n.relation::oid in (select oid from mine)
                      or not exists (select from pg_catalog.pg_class c where c.oid = n.relation::oid))""";
        }
    }

    /**
     * Those of one table that are not younger, so that clients who go on writing do not keep it from an end.
     *
     * @param relation its oid
     * @param before by the server's clock
     */
    record OfTable(long relation, Instant before) implements NoteScope {
        @Override
        public String condition() {
            return "(n.relation::oid = " + relation + " and n.noted_at < '" + before + "')";
        }
    }
}
