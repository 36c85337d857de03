package dev.plumb.runtime.catalog;

import dev.plumb.schema.SequenceOptions;
import java.sql.SQLException;
import java.util.Optional;

/** How queries select the definition of a sequence, and how it is read. */
final class SequenceColumns {
    /** For a {@code pg_sequence} called {@code s}. */
    static final String SQL =
            "format_type(s.seqtypid, null) as sequence_type, s.seqstart, s.seqincrement, s.seqmin, s.seqmax,"
                    + " s.seqcache, s.seqcycle";

    private SequenceColumns() {}

    static SequenceOptions options(Row row) throws SQLException {
        return new SequenceOptions(
                        Optional.of(row.number("seqstart")),
                        Optional.of(row.number("seqincrement")),
                        Optional.of(row.number("seqmin")),
                        Optional.of(row.number("seqmax")),
                        Optional.of(row.number("seqcache")),
                        row.flag("seqcycle"))
                .canonical(row.text("sequence_type"));
    }
}
