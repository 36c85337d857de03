package dev.plumb.plan.ddl;

import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.sql.NameMap;
import dev.plumb.schema.sql.SqlNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The pieces that statements of all kinds are made of, in the names of one environment. */
final class SqlText {
    private static final Pattern PLAIN_VALUE = Pattern.compile("[0-9]+(\\.[0-9]+)?|true|false|on|off");

    private final NameMap names;

    SqlText(NameMap names) {
        this.names = names;
    }

    String schema(DirectoryPath directory) {
        return SqlNames.quote(names.physicalSchema(directory.schemaName()));
    }

    String name(DirectoryPath directory, String object) {
        return SqlNames.qualified(names.physicalSchema(directory.schemaName()), object);
    }

    String name(QualifiedName name) {
        return SqlNames.qualified(names.physicalSchema(name.schema()), name.name());
    }

    /** The qualified name of the object that an address names or is a part of. */
    String objectName(Address address) {
        return name(
                address.directory(),
                address.object()
                        .orElseThrow(() -> new IllegalArgumentException("a directory has no object: " + address)));
    }

    /** The qualified name of an index, which lives in the schema of its relation. */
    String partName(Address address) {
        return name(address.directory(), address.name());
    }

    /** In physical names. What may end in a line comment gets a line of its own, so that it cannot swallow what follows. */
    String fragment(String sql) {
        String physical = names.toPhysical(sql);
        return physical.lastIndexOf("--") > physical.lastIndexOf('\n') ? physical + "\n" : physical;
    }

    String fragments(List<String> sql) {
        return sql.stream().map(this::fragment).collect(Collectors.joining(", "));
    }

    /** {@code text collate "C"}. */
    String type(String type, Optional<String> collation) {
        return fragment(type)
                + collation.map(c -> " " + fragment("collate " + c)).orElse("");
    }

    /** {@code  with (fillfactor = 70)}, or nothing. */
    String with(StorageParameters parameters) {
        return parameters.isEmpty() ? "" : " with " + assignments(parameters);
    }

    /** {@code  include (a, b)}, or nothing. */
    String include(List<String> columns) {
        return columns.isEmpty() ? "" : " include (" + SqlNames.list(columns) + ")";
    }

    String assignments(StorageParameters parameters) {
        return parameters.values().entrySet().stream()
                .map(SqlText::assignment)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    String parameterNames(Collection<String> parameters) {
        return parameters.stream().map(SqlText::parameterName).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String assignment(Map.Entry<String, String> parameter) {
        String value = parameter.getValue();
        return parameterName(parameter.getKey())
                + " = "
                + (PLAIN_VALUE.matcher(value).matches()
                        ? value
                        : SqlNames.literal(value).strip());
    }

    /** The one dot that a parameter's name can have parts its namespace: {@code toast.autovacuum_enabled}. */
    private static String parameterName(String parameter) {
        int dot = parameter.indexOf('.');
        return dot < 0
                ? SqlNames.quote(parameter)
                : SqlNames.qualified(parameter.substring(0, dot), parameter.substring(dot + 1));
    }
}
