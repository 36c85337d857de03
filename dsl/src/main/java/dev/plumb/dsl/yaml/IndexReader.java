package dev.plumb.dsl.yaml;

import dev.plumb.schema.Address;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.StorageParameters;
import dev.plumb.source.YamlList;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import dev.plumb.source.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Reads the indexes of a table or materialized view. */
final class IndexReader {
    static final String BTREE = "btree";

    private IndexReader() {}

    /** The indexes under the key {@code indexes} of a table or view. */
    static List<Index> readAll(ReadContext context, Address owner, YamlMap map) {
        return map.map("indexes").stream()
                .flatMap(indexes -> Keys.named(indexes).stream())
                .filter(entry -> !isEmbeddingOf(context, owner, entry))
                .flatMap(entry -> {
                    context.place(owner.child(ObjectKind.INDEX, entry.key()), entry.location());
                    return read(context, entry).stream();
                })
                .toList();
    }

    /** A table's are another reader's; nothing else has any. */
    private static boolean isEmbeddingOf(ReadContext context, Address owner, Entry entry) {
        boolean embedding = EmbeddingReader.isEmbedding(entry);
        if (embedding && owner.kind() != ObjectKind.TABLE) {
            context.lost(entry.value(), "'" + entry.key() + "'", "an index: only a table has embedding indexes");
        }
        return embedding;
    }

    private static Optional<Index> read(ReadContext context, Entry entry) {
        if (entry.value() instanceof YamlList list) {
            String what = "'" + entry.key() + "'";
            if (list.size() == 0) {
                list.reportExpected(what, "a list with at least one column or expression");
            }
            List<String> elements = YamlMap.texts(what, list).stream()
                    .flatMap((YamlScalar s) -> Keys.sql(s, "an item of " + what).stream())
                    .toList();
            return Optional.of(new Index(
                    entry.key(),
                    BTREE,
                    false,
                    elements,
                    List.of(),
                    false,
                    StorageParameters.NONE,
                    Optional.empty(),
                    true,
                    Optional.empty(),
                    Declaration.NONE));
        }
        return Keys.longForm(context, entry, "a list of columns and expressions, or a map with the key 'on'")
                .map(map -> read(entry.key(), map));
    }

    private static Index read(String name, YamlMap map) {
        map.require("on");
        Index index = new Index(
                name,
                Keys.name(map, "using").orElse(BTREE),
                map.flag("unique"),
                Keys.sqlList(map, "on"),
                Keys.names(map, "include"),
                map.flag("nulls_not_distinct"),
                Keys.parameters(map, "with"),
                Keys.sql(map, "where"),
                true,
                Keys.comment(map),
                Keys.replaceable(map));
        map.rejectUnknownKeys();
        return index;
    }
}
