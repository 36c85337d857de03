package dev.plumb.plan.ddl;

import dev.plumb.schema.sql.NameMap;

/**
 * The statements of one environment, by subject. What every kind of object has in common (drop, rename, move, comment) is
 * under {@link #objects()}. Immutable and safe for any thread.
 */
public final class Ddl {
    private final SqlText text;

    /** @param names the schemas that the statements are to name */
    public Ddl(NameMap names) {
        this.text = new SqlText(names);
    }

    public ObjectDdl objects() {
        return new ObjectDdl(text);
    }

    public DirectoryDdl directories() {
        return new DirectoryDdl(text);
    }

    public EnumDdl enums() {
        return new EnumDdl(text);
    }

    public DomainDdl domains() {
        return new DomainDdl(text);
    }

    public CompositeDdl composites() {
        return new CompositeDdl(text);
    }

    public SequenceDdl sequences() {
        return new SequenceDdl(text);
    }

    public TableDdl tables() {
        return new TableDdl(text);
    }

    public ColumnDdl columns() {
        return new ColumnDdl(text);
    }

    public ConstraintDdl constraints() {
        return new ConstraintDdl(text);
    }

    public IndexDdl indexes() {
        return new IndexDdl(text);
    }

    public ViewDdl views() {
        return new ViewDdl(text);
    }

    public MaterializedViewDdl materializedViews() {
        return new MaterializedViewDdl(text);
    }
}
