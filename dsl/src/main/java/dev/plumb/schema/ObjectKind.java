package dev.plumb.schema;

/** The kinds of things that have an address, outermost first. */
public enum ObjectKind {
    DIRECTORY("directory", false),
    ENUM("enum", false),
    DOMAIN("domain", false),
    COMPOSITE("composite type", false),
    SEQUENCE("sequence", false),
    TABLE("table", false),
    VIEW("view", false),
    MATERIALIZED_VIEW("materialized view", false),
    COLUMN("column", true),
    PRIMARY_KEY("primary key", true),
    UNIQUE("unique constraint", true),
    FOREIGN_KEY("foreign key", true),
    CHECK("check constraint", true),
    EXCLUSION("exclusion constraint", true),
    INDEX("index", true),
    /** An object of a kind that the model does not cover; its label says which. */
    OTHER("object", false);

    private final String label;
    private final boolean part;

    ObjectKind(String label, boolean part) {
        this.label = label;
        this.part = part;
    }

    /** The kind in a person's words, as PostgreSQL's manual names it. */
    public String label() {
        return label;
    }

    /** True for what lives inside a table, view or composite type rather than directly in a directory. */
    public boolean isPart() {
        return part;
    }
}
