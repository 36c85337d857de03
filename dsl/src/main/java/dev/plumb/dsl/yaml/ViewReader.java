package dev.plumb.dsl.yaml;

import dev.plumb.schema.Address;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Relation;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.View;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import dev.plumb.source.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Reads a view or a materialized view. */
final class ViewReader {
    private final ReadContext context;
    private final DirectoryPath directory;
    private final Entry entry;

    ViewReader(ReadContext context, DirectoryPath directory, Entry entry) {
        this.context = context;
        this.directory = directory;
        this.entry = entry;
    }

    Optional<Relation> read() {
        if (entry.value() instanceof YamlScalar scalar) {
            place(ObjectKind.VIEW);
            return Keys.sql(scalar, "'" + entry.key() + "'")
                    .map(sql -> new View(
                            entry.key(),
                            List.of(),
                            withoutSemicolon(sql),
                            StorageParameters.NONE,
                            Optional.empty(),
                            Declaration.NONE));
        }
        return Keys.longForm(context, entry, "a query or a map with the key 'query'")
                .map(this::read);
    }

    private Relation read(YamlMap map) {
        String query = withoutSemicolon(Keys.requiredSql(map, "query").orElse(""));
        Relation view = map.flag("materialized") ? materialized(map, query) : plain(map, query);
        map.rejectUnknownKeys();
        return view;
    }

    private View plain(YamlMap map, String query) {
        place(ObjectKind.VIEW);
        for (String key : List.of("with", "indexes")) {
            if (map.has(key)) {
                context.problems()
                        .report(
                                map.locationOf(key),
                                "only a materialized view has '" + key + "'",
                                "add 'materialized: true'");
            }
        }
        return new View(
                entry.key(),
                Keys.names(map, "columns"),
                query,
                Keys.parameters(map, "options"),
                Keys.comment(map),
                Keys.full(map));
    }

    private MaterializedView materialized(YamlMap map, String query) {
        place(ObjectKind.MATERIALIZED_VIEW);
        if (map.has("options")) {
            context.problems()
                    .report(
                            map.locationOf("options"),
                            "a materialized view has no 'options'",
                            "storage parameters stand under 'with'");
        }
        return new MaterializedView(
                entry.key(),
                Keys.names(map, "columns"),
                query,
                IndexReader.readAll(context, Address.of(ObjectKind.MATERIALIZED_VIEW, directory, entry.key()), map),
                Keys.parameters(map, "with"),
                Keys.comment(map),
                Keys.full(map));
    }

    private void place(ObjectKind kind) {
        context.place(Address.of(kind, directory, entry.key()), entry.location());
    }

    private static String withoutSemicolon(String query) {
        return query.endsWith(";") ? query.substring(0, query.length() - 1).strip() : query;
    }
}
