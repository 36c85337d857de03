package dev.plumb.dsl.yaml;

import dev.plumb.schema.Address;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.Metric;
import dev.plumb.schema.ObjectKind;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the embedding indexes of a table, which stand among its other indexes. */
final class EmbeddingReader {
    static final String KEY = "embedding";

    private static final Map<String, Metric> METRICS =
            Arrays.stream(Metric.values()).collect(Collectors.toMap(Metric::keyword, Function.identity()));

    private final ReadContext context;
    private final Address table;

    EmbeddingReader(ReadContext context, Address table) {
        this.context = context;
        this.table = table;
    }

    /** Those of the entries under the key {@code indexes} that are embedding indexes. */
    List<EmbeddingIndex> readAll(YamlMap map) {
        return map.map("indexes").stream()
                .flatMap(indexes -> indexes.entries().stream())
                .filter(EmbeddingReader::isEmbedding)
                .filter(entry -> !entry.key().isEmpty())
                .map(this::read)
                .toList();
    }

    static boolean isEmbedding(Entry entry) {
        return entry.value() instanceof YamlMap map && map.peek(KEY).isPresent();
    }

    private EmbeddingIndex read(Entry entry) {
        Address address = table.child(ObjectKind.INDEX, entry.key());
        context.place(address, entry.location());
        YamlMap map = (YamlMap) entry.value();
        map.require("function");
        EmbeddingIndex index = new EmbeddingIndex(
                entry.key(),
                Keys.name(map, KEY).orElse(""),
                new FunctionReader(context, address).read(map),
                map.choice("metric", METRICS).orElse(Metric.COSINE),
                dimensions(map),
                Keys.comment(map),
                Keys.replaceable(map).withRecompute(Keys.recompute(map)));
        map.rejectUnknownKeys();
        return index;
    }

    private int dimensions(YamlMap map) {
        if (!map.require("dimensions")) {
            return 1;
        }
        long dimensions = map.integer("dimensions").orElse(1L);
        if (dimensions < 1 || dimensions > EmbeddingIndex.MAX_DIMENSIONS) {
            context.problems()
                    .report(
                            map.node("dimensions").map(n -> n.location()).orElse(map.location()),
                            "'dimensions' must be a whole number from 1 to " + EmbeddingIndex.MAX_DIMENSIONS
                                    + "; found " + dimensions);
            return 1;
        }
        return (int) dimensions;
    }
}
