package dev.plumb.schema.validation;

import static dev.plumb.schema.validation.Findings.describe;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sequences: their type, and the column that owns them. */
final class SequenceChecks {
    private static final Set<String> TYPES = Set.of("smallint", "integer", "bigint", "int2", "int4", "int8", "int");

    private SequenceChecks() {}

    static void check(Findings problems, Directory directory, Sequence sequence) {
        Address at = sequence.address(directory.path());
        if (!TYPES.contains(sequence.dataType())) {
            problems.add(
                    at,
                    describe(at) + " needs smallint, integer or bigint as its type, found '" + sequence.dataType()
                            + "'");
        }
        sequence.ownedBy().ifPresent(owner -> {
            Optional<Table> table = directory.table(owner.table());
            if (table.isEmpty()) {
                List<String> tables =
                        directory.objects(Table.class).map(Table::name).toList();
                problems.addUnknown(
                        at,
                        describe(at) + " is owned by table '" + owner.table() + "', which directory " + directory.path()
                                + " does not have",
                        owner.table(),
                        tables);
            }
            table.filter(t -> t.column(owner.column()).isEmpty())
                    .ifPresent(t -> problems.addUnknown(
                            at,
                            describe(at) + " is owned by the column '" + owner.column() + "', which "
                                    + describe(t.address(directory.path())) + " does not have",
                            owner.column(),
                            t.columns().stream().map(Column::name).toList()));
        });
    }
}
