package dev.plumb.dsl.yaml;

import dev.plumb.schema.Constraint;
import dev.plumb.schema.Directory;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.Relation;
import dev.plumb.schema.Table;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlNode;
import dev.plumb.source.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The names in a directory that somebody wrote, and that a name chosen for what has none must therefore leave alone. */
final class ExplicitNames {
    private static final List<String> RELATIONS = List.of("sequences", "tables", "views");
    private static final List<String> PARTS = List.of("unique", "checks", "foreign_keys", "exclusions", "indexes");

    private ExplicitNames() {}

    /** Of a document, as far as it has the shape of one; problems are for its readers to find. */
    static List<String> of(YamlMap document) {
        List<String> names = new ArrayList<>();
        for (String section : RELATIONS) {
            submap(document, section).ifPresent(relations -> {
                names.addAll(relations.keys());
                relations.keys().forEach(name -> submap(relations, name).ifPresent(r -> names.addAll(ofParts(r))));
            });
        }
        return names;
    }

    private static List<String> ofParts(YamlMap relation) {
        List<String> names = new ArrayList<>();
        submap(relation, "partitions").ifPresent(partitions -> {
            names.addAll(partitions.keys());
            partitions.keys().forEach(name -> submap(partitions, name).ifPresent(p -> names.addAll(ofParts(p))));
        });
        PARTS.forEach(part -> submap(relation, part).ifPresent(m -> names.addAll(m.keys())));
        Optional<YamlNode> keyName = submap(relation, "primary_key").flatMap(key -> key.peek("name"));
        keyName.ifPresent(node -> {
            if (node instanceof YamlScalar name) {
                names.add(name.text());
            }
        });
        return names;
    }

    private static Optional<YamlMap> submap(YamlMap map, String key) {
        return map.peek(key).filter(YamlMap.class::isInstance).map(YamlMap.class::cast);
    }

    /** Of a directory's relations, constraints and indexes: the names that only one of them has. */
    static Set<String> single(Directory directory) {
        Set<String> names = new HashSet<>();
        Set<String> shared = new HashSet<>();
        directory
                .objects(Relation.class)
                .flatMap(r -> Stream.concat(Stream.of(r.name()), ofParts(r)))
                .filter(name -> !names.add(name))
                .forEach(shared::add);
        names.removeAll(shared);
        return names;
    }

    private static Stream<String> ofParts(Relation relation) {
        if (relation instanceof Table table) {
            return Stream.of(
                            table.constraints().stream().map(Constraint::name),
                            table.indexes().stream().map(Index::name),
                            table.embeddings().stream().map(EmbeddingIndex::name))
                    .flatMap(s -> s);
        }
        return relation instanceof MaterializedView view
                ? view.indexes().stream().map(Index::name)
                : Stream.empty();
    }
}
