package dev.plumb.runtime.canonical;

import dev.plumb.schema.Column;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * A large schema in pieces that the server can hold one after another: every table and index that a transaction creates takes a
 * place in the server's lock table, which has room for some thousands. Tables that no text of another object could name go in
 * groups of their own. Names in texts only decide who stands together; what fails in a group is tried again with the rest.
 *
 * @param ground types and sequences, which stay
 * @param groups tables that need nothing but the ground
 * @param rest views, and the tables that they or other tables may need
 */
record Pieces(Schema ground, List<Schema> groups, Schema rest) {
    private static final int TABLES_AT_ONCE = 500;

    Pieces {
        groups = List.copyOf(groups);
    }

    static Pieces of(Schema schema) {
        Set<String> tables = new HashSet<>();
        schema.directories()
                .forEach(d -> d.objects(Table.class).map(Table::name).forEach(tables::add));
        if (tables.size() <= 2 * TABLES_AT_ONCE) {
            return new Pieces(Schema.EMPTY, List.of(), schema);
        }
        Set<String> named = new HashSet<>();
        Set<ObjectKey> naming = new HashSet<>();
        for (Directory directory : schema.directories()) {
            for (SchemaObject object : directory.objects()) {
                Set<String> mentioned = mentioned(object);
                mentioned.retainAll(tables);
                mentioned.remove(object instanceof Table ? object.name() : "");
                named.addAll(mentioned);
                if (!mentioned.isEmpty()) {
                    naming.add(new ObjectKey(directory.path(), object.name()));
                }
            }
        }
        return split(
                schema,
                (directory, object) -> object instanceof Table
                        && !named.contains(object.name())
                        && !naming.contains(new ObjectKey(directory.path(), object.name())));
    }

    private static Pieces split(Schema schema, BiPredicate<Directory, SchemaObject> isAlone) {
        List<Schema> groups = new ArrayList<>();
        for (Directory directory : schema.directories()) {
            List<SchemaObject> alone = directory.objects().stream()
                    .filter(o -> isAlone.test(directory, o))
                    .toList();
            for (int i = 0; i < alone.size(); i += TABLES_AT_ONCE) {
                List<SchemaObject> group = alone.subList(i, Math.min(i + TABLES_AT_ONCE, alone.size()));
                groups.add(new Schema(List.of(directory.withObjects(group))));
            }
        }
        return new Pieces(
                only(schema, (d, o) -> isGround(o)),
                groups,
                only(schema, (d, o) -> !isGround(o) && !isAlone.test(d, o)));
    }

    private static boolean isGround(SchemaObject object) {
        return !(object instanceof Table || object instanceof View || object instanceof MaterializedView);
    }

    private static Schema only(Schema schema, BiPredicate<Directory, SchemaObject> which) {
        return new Schema(schema.directories().stream()
                .map(d -> d.withObjects(
                        d.objects().stream().filter(o -> which.test(d, o)).toList()))
                .toList());
    }

    /** Every name in the object's texts, also inside strings, where a cast can turn it into a table. */
    private static Set<String> mentioned(SchemaObject object) {
        Set<String> names = new HashSet<>();
        types(object).forEach(type -> addNames(type, names));
        Texts.of(object).values().forEach(text -> addNames(text, names));
        if (object instanceof Table table) {
            table.partitioning().of().ifPresent(p -> names.add(p.parent()));
        }
        return names;
    }

    private static Stream<String> types(SchemaObject object) {
        if (object instanceof Table table) {
            return table.columns().stream().map(Column::type);
        }
        if (object instanceof CompositeType composite) {
            return Fragments.of(composite).stream();
        }
        return object instanceof DomainType domain ? Stream.of(domain.baseType()) : Stream.empty();
    }

    private static void addNames(String text, Set<String> names) {
        for (SqlToken token : SqlLexer.significant(text)) {
            if (token.isName()) {
                names.add(token.name());
            } else if (token.kind() == SqlToken.Kind.STRING) {
                SqlLexer.significant(token.value()).stream()
                        .filter(SqlToken::isName)
                        .map(SqlToken::name)
                        .forEach(names::add);
            }
        }
    }
}
