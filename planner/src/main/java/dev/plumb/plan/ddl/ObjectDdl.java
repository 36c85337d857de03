package dev.plumb.plan.ddl;

import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.sql.SqlNames;
import java.util.Optional;

/** The statements that every kind of object has, told apart by the address alone. */
public final class ObjectDdl {
    private final SqlText text;

    ObjectDdl(SqlText text) {
        this.text = text;
    }

    /** {@code drop table …}; for a column or constraint {@code alter table … drop column …}. */
    public String drop(Address address) {
        return switch (address.kind()) {
            case COLUMN -> alterTable(address) + "drop column " + part(address);
            case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION ->
                alterTable(address) + "drop constraint " + part(address);
            case DIRECTORY, ENUM, DOMAIN, COMPOSITE, SEQUENCE, TABLE, VIEW, MATERIALIZED_VIEW, INDEX ->
                "drop " + keyword(address) + " " + target(address);
            case OTHER -> throw notCovered(address);
        };
    }

    /**
     * @param address as it is named now, parents included
     * @param newName the new last name; of a directory, {@linkplain #renameDirectory use the other method}
     */
    public String rename(Address address, String newName) {
        String to = SqlNames.quote(newName);
        return switch (address.kind()) {
            case COLUMN -> alterTable(address) + "rename column " + part(address) + " to " + to;
            case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION ->
                alterTable(address) + "rename constraint " + part(address) + " to " + to;
            case ENUM, DOMAIN, COMPOSITE, SEQUENCE, TABLE, VIEW, MATERIALIZED_VIEW, INDEX ->
                alter(address) + "rename to " + to;
            case DIRECTORY -> throw new IllegalArgumentException("a directory is renamed by its path: " + address);
            case OTHER -> throw notCovered(address);
        };
    }

    public String renameDirectory(DirectoryPath from, DirectoryPath to) {
        return "alter schema " + text.schema(from) + " rename to " + text.schema(to);
    }

    /** Moves an object, with its parts, into another directory under the same name. */
    public String move(Address address, DirectoryPath to) {
        if (address.kind().isPart() || address.kind() == ObjectKind.DIRECTORY) {
            throw new IllegalArgumentException("only an object of a directory can move: " + address);
        }
        return alter(address) + "set schema " + text.schema(to);
    }

    /** An absent comment takes the present one away. */
    public String comment(Address address, Optional<String> comment) {
        String is = " is " + comment.map(SqlNames::literal).map(String::strip).orElse("null");
        return switch (address.kind()) {
            case COLUMN -> "comment on column " + text.objectName(address) + "." + part(address) + is;
            case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION ->
                "comment on constraint " + part(address) + " on " + text.objectName(address) + is;
            case DIRECTORY, ENUM, DOMAIN, COMPOSITE, SEQUENCE, TABLE, VIEW, MATERIALIZED_VIEW, INDEX ->
                "comment on " + keyword(address) + " " + target(address) + is;
            case OTHER -> throw notCovered(address);
        };
    }

    private String alter(Address address) {
        return "alter " + keyword(address) + " " + target(address) + " ";
    }

    private String alterTable(Address part) {
        return "alter table " + text.objectName(part) + " ";
    }

    private String target(Address address) {
        return switch (address.kind()) {
            case DIRECTORY -> text.schema(address.directory());
            case INDEX -> text.partName(address);
            case ENUM,
                    DOMAIN,
                    COMPOSITE,
                    SEQUENCE,
                    TABLE,
                    VIEW,
                    MATERIALIZED_VIEW,
                    COLUMN,
                    PRIMARY_KEY,
                    UNIQUE,
                    FOREIGN_KEY,
                    CHECK,
                    EXCLUSION -> text.objectName(address);
            case OTHER -> throw notCovered(address);
        };
    }

    private static String keyword(Address address) {
        return switch (address.kind()) {
            case DIRECTORY -> "schema";
            case ENUM, COMPOSITE -> "type";
            case DOMAIN -> "domain";
            case SEQUENCE -> "sequence";
            case TABLE -> "table";
            case VIEW -> "view";
            case MATERIALIZED_VIEW -> "materialized view";
            case INDEX -> "index";
            case COLUMN -> "column";
            case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION -> "constraint";
            case OTHER -> throw notCovered(address);
        };
    }

    private static String part(Address address) {
        return SqlNames.quote(address.name());
    }

    private static IllegalArgumentException notCovered(Address address) {
        return new IllegalArgumentException("the model does not cover " + address + ", so no statement may touch it");
    }
}
