package dev.plumb.runtime.catalog;

import dev.plumb.schema.Declaration;
import dev.plumb.schema.Sequence;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sequences, except those behind identity columns. */
final class SequenceQuery {
    private static final String SQL = """
            select n.nspname, c.relname, %s as comment, ot.relname as owner_table, oa.attname as owner_column, %s
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_sequence s on s.seqrelid = c.oid
            left join pg_depend o on o.classid = 'pg_class'::regclass and o.objid = c.oid and o.objsubid = 0
                and o.refclassid = 'pg_class'::regclass and o.refobjsubid > 0 and o.deptype in ('a', 'i')
            left join pg_class ot on ot.oid = o.refobjid
            left join pg_attribute oa on oa.attrelid = o.refobjid and oa.attnum = o.refobjsubid
            where c.relnamespace = any(?) and o.deptype is distinct from 'i' and %s
            """;

    private SequenceQuery() {}

    /** By physical schema. */
    static Map<String, List<Sequence>> run(Catalog catalog) throws SQLException {
        String sql = SQL.formatted(
                Sql.comment("pg_class", "c.oid"), SequenceColumns.SQL, Extensions.notMember("pg_class", "c.oid"));
        Map<String, List<Sequence>> sequences = new HashMap<>();
        catalog.forEach(sql, row -> sequences
                .computeIfAbsent(row.text("nspname"), n -> new ArrayList<>())
                .add(sequence(row)));
        return sequences;
    }

    private static Sequence sequence(Row row) throws SQLException {
        Optional<String> ownerTable = row.optionalText("owner_table");
        return new Sequence(
                row.text("relname"),
                row.text("sequence_type"),
                SequenceColumns.options(row),
                ownerTable.isPresent()
                        ? Optional.of(new Sequence.OwnedBy(ownerTable.get(), row.text("owner_column")))
                        : Optional.empty(),
                row.optionalText("comment"),
                Declaration.NONE);
    }
}
