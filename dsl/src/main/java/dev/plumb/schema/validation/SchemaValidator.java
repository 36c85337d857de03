package dev.plumb.schema.validation;

import dev.plumb.schema.Directory;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Spec;
import dev.plumb.schema.Table;
import dev.plumb.source.Problem;
import java.util.List;
import java.util.Set;

/** Finds everything in a spec that cannot be right in any database. */
public final class SchemaValidator {
    private SchemaValidator() {}

    /**
     * @param externalSchemas schemas outside the project that foreign keys may name, as PostgreSQL stores them
     * @return all problems in the order of the files; empty for a valid spec
     */
    public static List<Problem> validate(Spec spec, Set<String> externalSchemas) {
        Findings problems = new Findings(spec);
        Schema schema = spec.schema();
        new DirectoryChecks(problems).check(schema);
        new NameChecks(problems).check(schema);
        new NameSpaceChecks(problems).check(schema);
        new RenameChecks(problems).check(schema);
        RemovalChecks.check(problems, spec);
        Schema lowered = schema.lowered();
        new TypeChecks(problems).check(lowered);
        new FragmentChecks(problems).check(schema);
        ForeignKeyChecks foreignKeys = new ForeignKeyChecks(problems, lowered, externalSchemas);
        for (Directory directory : schema.directories()) {
            directory.objects(Table.class).forEach(table -> {
                ComputedChecks.check(problems, table, table.address(directory.path()));
                PartitionChecks.check(problems, directory, table);
            });
        }
        for (Directory directory : lowered.directories()) {
            directory.objects(Table.class).forEach(table -> {
                new TableChecks(problems, directory.path(), table).check();
                ToolTableChecks.check(problems, directory.path(), table);
                Table whole = directory.withInheritedColumns(table);
                KeyChecks.check(problems, directory.path(), whole);
                foreignKeys.check(directory.path(), whole);
            });
            directory
                    .objects(MaterializedView.class)
                    .forEach(view -> KeyChecks.check(problems, directory.path(), view));
            directory.objects(Sequence.class).forEach(sequence -> SequenceChecks.check(problems, directory, sequence));
        }
        return problems.inOrder();
    }
}
