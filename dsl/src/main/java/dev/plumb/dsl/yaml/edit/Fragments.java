package dev.plumb.dsl.yaml.edit;

import dev.plumb.dsl.yaml.SpecWriter;
import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import dev.plumb.source.SourceNode;
import dev.plumb.source.SourceNode.Mapping;
import dev.plumb.source.YamlSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Single things of a directory as Plumb writes them. */
record Fragments(DirectoryPath directory) {
    private static final String SOME = "x";

    /** An object with all that is in it. */
    SourceNode object(SchemaObject object) {
        Mapping root = (Mapping) YamlSource.compose(
                        SpecWriter.write(new Directory(directory, List.of(object), Optional.empty(), Declaration.NONE)))
                .get(0);
        Map<String, SourceNode> sections = Nodes.entries(root);
        SourceNode section = sections.values().stream()
                .skip(1)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an object without a section"));
        return ((Mapping) section).entries().get(0).value();
    }

    /** The section of a document that objects of a kind stand in. */
    static String section(SchemaObject object) {
        return switch (object.kind()) {
            case ENUM, DOMAIN, COMPOSITE -> "types";
            case SEQUENCE -> "sequences";
            case TABLE -> "tables";
            case VIEW, MATERIALIZED_VIEW -> "views";
            case DIRECTORY, COLUMN, PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION, INDEX, OTHER ->
                throw new IllegalArgumentException("not in a directory: " + object.kind());
        };
    }

    /** The section of a table with nothing but one part in it; of the primary key, that itself. */
    SourceNode section(Part part, String table) {
        return Nodes.longForm(object(part.alone(table)), "").getOrDefault(part.section(), object(part.alone(table)));
    }

    /** One part, without its name. */
    SourceNode part(Part part, String table) {
        SourceNode section = section(part, table);
        return part.section().equals("primary_key")
                ? section
                : ((Mapping) section).entries().get(0).value();
    }

    /** The entries of the long form of a column. */
    Map<String, SourceNode> column(Column column, String table) {
        Column commented = column.withComment(column.comment().or(() -> Optional.of(SOME)));
        Map<String, SourceNode> entries = Nodes.entries((Mapping) part(new ColumnPart(commented), table));
        if (column.comment().isEmpty()) {
            entries.remove("comment");
        }
        return entries;
    }

    /** Something that stands in a section of a table. */
    sealed interface Part {
        String name();

        String section();

        /** The key that the short form stands for; empty where there is none. */
        String shortKey();

        /** A table that has nothing else. */
        SchemaObject alone(String table);

        static Table table(String name, List<Column> columns, List<Constraint> constraints, List<Index> indexes) {
            return new Table(
                    name,
                    columns,
                    constraints,
                    indexes,
                    false,
                    StorageParameters.NONE,
                    Optional.empty(),
                    Declaration.NONE);
        }
    }

    record ColumnPart(Column column) implements Part {
        @Override
        public String name() {
            return column.name();
        }

        @Override
        public String section() {
            return "columns";
        }

        @Override
        public String shortKey() {
            return "";
        }

        @Override
        public SchemaObject alone(String table) {
            return Part.table(table, List.of(column), List.of(), List.of());
        }
    }

    record ConstraintPart(Constraint constraint) implements Part {
        @Override
        public String name() {
            return constraint.name();
        }

        @Override
        public String section() {
            return constraint.accept(ConstraintSection.SECTION);
        }

        @Override
        public String shortKey() {
            return constraint.accept(ConstraintSection.SHORT_KEY);
        }

        @Override
        public SchemaObject alone(String table) {
            return Part.table(table, List.of(), List.of(constraint), List.of());
        }
    }

    /** Of a table, or of a materialized view, whose indexes are written alike. */
    record IndexPart(Index index) implements Part {
        @Override
        public String name() {
            return index.name();
        }

        @Override
        public String section() {
            return "indexes";
        }

        @Override
        public String shortKey() {
            return "on";
        }

        @Override
        public SchemaObject alone(String table) {
            return Part.table(table, List.of(), List.of(), List.of(index));
        }
    }

    /** The same without what has an address of its own. */
    static SchemaObject bare(SchemaObject object) {
        if (object instanceof Table table) {
            return table.withComputed(List.of(), List.of())
                    .withConstraints(List.of())
                    .withIndexes(List.of())
                    .withEmbeddings(List.of());
        }
        return object instanceof MaterializedView view ? view.withIndexes(List.of()) : object;
    }
}
