package dev.plumb.schema.validation;

import dev.plumb.dsl.sql.ColumnText;
import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.dsl.sql.ParsedColumn;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Spec;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Small specs for tests: a column is {@code "name type …"}, an object stands on the line of its position. */
final class SpecText {
    static final DirectoryPath LIBRARY = DirectoryPath.of("library");

    private SpecText() {}

    static Table table(String name, String... columns) {
        DefaultNames names = new DefaultNames();
        List<Column> parsed = new ArrayList<>();
        List<Constraint> constraints = new ArrayList<>();
        for (String text : columns) {
            String column = text.substring(0, text.indexOf(' '));
            ParsedColumn one = ColumnText.parse(LIBRARY, name, column, text.substring(column.length()), names);
            parsed.add(one.column());
            constraints.addAll(one.constraints());
        }
        return new Table(
                name,
                parsed,
                constraints,
                List.of(),
                false,
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    static Table with(Table table, Constraint... constraints) {
        List<Constraint> all = new ArrayList<>(table.constraints());
        all.addAll(Arrays.asList(constraints));
        return table.withConstraints(all);
    }

    static Constraint unique(String name, String... columns) {
        return new Constraint.UniqueConstraint(
                name,
                List.of(columns),
                List.of(),
                false,
                Deferral.NOT_DEFERRABLE,
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    static Constraint primaryKey(String name, String... columns) {
        return new Constraint.PrimaryKey(
                name,
                List.of(columns),
                List.of(),
                Deferral.NOT_DEFERRABLE,
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    static Constraint check(String name, String expression) {
        return new Constraint.CheckConstraint(name, expression, false, true, Optional.empty(), Declaration.NONE);
    }

    static Index index(String name, String... elements) {
        return new Index(
                name,
                "btree",
                false,
                List.of(elements),
                List.of(),
                false,
                StorageParameters.NONE,
                Optional.empty(),
                true,
                Optional.empty(),
                Declaration.NONE);
    }

    static Declaration renamedFrom(String... names) {
        return new Declaration(List.of(names), IfExists.UPDATE, false);
    }

    static Directory directory(DirectoryPath path, SchemaObject... objects) {
        return new Directory(path, List.of(objects), Optional.empty(), Declaration.NONE);
    }

    /** The problems of a spec with one directory, each as {@code line: message; remedy}. */
    static List<String> problems(SchemaObject... objects) {
        return problems(directory(LIBRARY, objects));
    }

    static List<String> problems(Directory... directories) {
        Map<Address, SourceLocation> locations = new HashMap<>();
        int line = 1;
        for (Directory directory : directories) {
            locations.put(directory.address(), new SourceLocation("s.yaml", line++, 1));
            for (SchemaObject object : directory.objects()) {
                Address at = object.address(directory.path());
                locations.put(at, new SourceLocation("s.yaml", line++, 1));
                if (object instanceof Table table) {
                    for (Column column : table.columns()) {
                        locations.put(
                                at.child(ObjectKind.COLUMN, column.name()), new SourceLocation("s.yaml", line++, 1));
                    }
                }
            }
        }
        Spec spec = new Spec(new Schema(List.of(directories)), locations);
        return SchemaValidator.validate(spec, Set.of("public")).stream()
                .map(Problem::toString)
                .map(p -> p.replaceFirst("^s\\.yaml:(\\d+):1", "$1"))
                .toList();
    }
}
