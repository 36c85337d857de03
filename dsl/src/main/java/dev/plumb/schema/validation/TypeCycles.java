package dev.plumb.schema.validation;

import dev.plumb.schema.Address;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Types that are made of each other in a circle. Arrays count, as they do for PostgreSQL, and so do the row types of tables. */
final class TypeCycles {
    private final Map<QualifiedName, Address> addresses = new LinkedHashMap<>();
    private final Map<QualifiedName, Set<QualifiedName>> parts = new LinkedHashMap<>();
    private final Set<QualifiedName> done = new HashSet<>();
    private final Map<Address, List<String>> cycles = new LinkedHashMap<>();

    private TypeCycles() {}

    /** Each circle once, under the address where it was entered; the names lead from there back to it. */
    static Map<Address, List<String>> find(Schema schema) {
        TypeCycles search = new TypeCycles();
        for (Directory directory : schema.directories()) {
            directory.objects().forEach(o -> search.add(directory, o));
        }
        search.parts.keySet().forEach(t -> search.visit(t, new ArrayList<>()));
        return search.cycles;
    }

    private void add(Directory directory, SchemaObject object) {
        Stream<String> types = Stream.empty();
        if (object instanceof CompositeType composite) {
            types = composite.attributes().stream().map(CompositeType.Attribute::type);
        } else if (object instanceof DomainType domain) {
            types = Stream.of(domain.baseType());
        } else if (object instanceof Table table) {
            types = table.columns().stream().map(c -> c.type());
        }
        String schemaName = directory.path().schemaName();
        Set<QualifiedName> used = new HashSet<>();
        types.flatMap(t -> typeName(schemaName, t).stream()).forEach(used::add);
        QualifiedName name = new QualifiedName(schemaName, object.name());
        addresses.putIfAbsent(name, object.address(directory.path()));
        parts.merge(name, used, (first, second) -> {
            first.addAll(second);
            return first;
        });
    }

    private void visit(QualifiedName type, List<QualifiedName> path) {
        int entered = path.indexOf(type);
        if (entered >= 0) {
            List<String> names = Stream.concat(path.subList(entered, path.size()).stream(), Stream.of(type))
                    .map(n -> n.schema() + "." + n.name())
                    .toList();
            Optional.ofNullable(addresses.get(type)).ifPresent(at -> cycles.putIfAbsent(at, names));
            return;
        }
        if (!done.add(type)) {
            return;
        }
        path.add(type);
        parts.getOrDefault(type, Set.of()).stream().sorted().forEach(p -> visit(p, path));
        path.remove(path.size() - 1);
    }

    /** The name that a type's text begins with; a bare one means the own directory if that has it, so a guess does no harm. */
    private static Optional<QualifiedName> typeName(String ownSchema, String type) {
        List<SqlToken> tokens = SqlLexer.significant(type);
        if (tokens.isEmpty() || !tokens.get(0).isName()) {
            return Optional.empty();
        }
        String first = tokens.get(0).name();
        boolean qualified = tokens.size() > 2
                && tokens.get(1).isSymbol(".")
                && tokens.get(2).isName();
        return Optional.of(
                qualified ? new QualifiedName(first, tokens.get(2).name()) : new QualifiedName(ownSchema, first));
    }
}
