package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.dsl.sql.TableName;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.Match;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.QualifiedName;
import dev.plumb.source.SourceLocation;
import java.util.List;

/** A foreign key. */
public final class ForeignKeyBuilder extends DeferrableBuilder<ForeignKeyBuilder> {
    private final DirectoryPath directory;
    private final SourceLocation location;
    private List<String> columns = List.of();
    private QualifiedName target;
    private List<String> targetColumns = List.of();
    private Match match = Match.SIMPLE;
    private ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
    private ReferentialAction onDelete = ReferentialAction.NO_ACTION;
    private boolean validated = true;

    ForeignKeyBuilder(Recording recording, DirectoryPath directory, SourceLocation location) {
        super(recording);
        this.directory = directory;
        this.location = location;
        this.target = new QualifiedName(directory.schemaName(), "");
    }

    public ForeignKeyBuilder columns(String... names) {
        columns = List.of(names);
        return this;
    }

    /**
     * @param table as in SQL: {@code users} of this directory, {@code accounts.users}, {@code "Users"}
     * @param names the referenced columns; none means the primary key
     */
    public ForeignKeyBuilder references(String table, String... names) {
        target = parsed(location, "references", () -> TableName.parse(directory, table), target);
        targetColumns = List.of(names);
        return this;
    }

    public ForeignKeyBuilder matchFull() {
        match = Match.FULL;
        return this;
    }

    public ForeignKeyBuilder onUpdate(ReferentialAction.Kind action) {
        onUpdate = new ReferentialAction(action, List.of());
        return this;
    }

    /** @param names only for {@code set null} and {@code set default} (PostgreSQL 15); none means all */
    public ForeignKeyBuilder onDelete(ReferentialAction.Kind action, String... names) {
        onDelete = new ReferentialAction(action, List.of(names));
        return this;
    }

    /** Rows that are there already are not checked. */
    public ForeignKeyBuilder notValid() {
        validated = false;
        return this;
    }

    @Override
    ForeignKeyBuilder self() {
        return this;
    }

    @Override
    Constraint build(String table, DefaultNames names) {
        return new Constraint.ForeignKey(
                name().orElseGet(() -> names.foreignKey(table, columns)),
                columns,
                target,
                targetColumns,
                match,
                onUpdate,
                onDelete,
                deferral(),
                validated,
                comment(),
                declaration());
    }
}
