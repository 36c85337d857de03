package dev.plumb.testing.schema;

import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Random schemas with every kind of object and hostile names. They keep the rules of the model (names are free where they
 * must be, key columns exist and are not null) and say only what a spec can say; their SQL is well-formed as tokens, but no
 * server need accept it.
 */
public final class SchemaGenerator {
    private final Chance chance;
    private final HostileTexts texts;
    private final boolean computing;

    public SchemaGenerator(long seed) {
        this(seed, false);
    }

    private SchemaGenerator(long seed, boolean computing) {
        this.chance = new Chance(seed);
        this.texts = new HostileTexts(chance);
        this.computing = computing;
    }

    /** One whose tables have computed columns and embedding indexes as well. */
    public static SchemaGenerator computing(long seed) {
        return new SchemaGenerator(seed, true);
    }

    public Schema schema() {
        Map<String, Directory> directories = new TreeMap<>();
        chance.several(1, 3, this::path).forEach(path -> directories.putIfAbsent(path.schemaName(), directory(path)));
        return new Schema(List.copyOf(directories.values()));
    }

    private DirectoryPath path() {
        Set<String> taken = new HashSet<>();
        return new DirectoryPath(chance.several(1, 3, () -> texts.name(taken)));
    }

    /** A directory with objects of every kind. */
    public Directory directory(DirectoryPath path) {
        Set<String> relations = new HashSet<>();
        Set<String> types = new HashSet<>();
        TableGenerator tables = new TableGenerator(this, chance, texts, relations, path);
        List<SchemaObject> objects = new ArrayList<>();
        objects.addAll(chance.several(0, 2, () -> enumType(texts.name(types))));
        objects.addAll(chance.several(0, 2, () -> domain(texts.name(types))));
        objects.addAll(chance.several(0, 2, () -> composite(texts.name(types))));
        objects.addAll(chance.several(0, 2, () -> sequence(texts.name(relations))));
        objects.addAll(chance.several(0, 4, () -> {
            Set<String> columns = new HashSet<>();
            Table table = tables.table(texts.name(relations), columns);
            return computing ? new ComputedGenerator(this, chance, texts, relations, columns).addTo(table) : table;
        }));
        PartitionGenerator partitions = new PartitionGenerator(chance, texts, relations, tables);
        chance.several(0, 1, () -> tables.table(texts.name(relations), new HashSet<>()))
                .forEach(table -> objects.addAll(partitions.divided(table, 2)));
        objects.addAll(chance.several(0, 2, () -> view(texts.name(relations))));
        objects.addAll(chance.several(0, 2, () -> materializedView(texts.name(relations), tables)));
        return new Directory(path, objects, comment(), declaration(true, true));
    }

    private EnumType enumType(String name) {
        List<String> values =
                chance.several(0, 5, texts::text).stream().distinct().toList();
        return new EnumType(name, values, comment(), declaration(false, true));
    }

    private DomainType domain(String name) {
        Set<String> names = new HashSet<>();
        return new DomainType(
                name,
                texts.type(),
                collation(),
                chance.coin(),
                chance.maybe(2, texts::expression),
                chance.several(
                        0,
                        2,
                        () -> new DomainType.DomainCheck(texts.name(names), texts.expression(), !chance.oneIn(3))),
                comment(),
                declaration(false, true));
    }

    private CompositeType composite(String name) {
        Set<String> names = new HashSet<>();
        return new CompositeType(
                name,
                chance.several(
                        0,
                        3,
                        () -> new CompositeType.Attribute(texts.name(names), texts.type(), collation(), formerNames())),
                comment(),
                declaration(false, true));
    }

    private Sequence sequence(String name) {
        return new Sequence(
                name,
                chance.of(List.of("bigint", "integer", "smallint")),
                sequenceOptions(),
                chance.maybe(3, () -> new Sequence.OwnedBy(texts.name(), texts.name())),
                comment(),
                declaration(false, true));
    }

    SequenceOptions sequenceOptions() {
        return new SequenceOptions(
                chance.maybe(3, chance::anyLong),
                chance.maybe(3, () -> (long) chance.below(100) - 50),
                chance.maybe(3, () -> Long.MIN_VALUE),
                chance.maybe(3, () -> Long.MAX_VALUE),
                chance.maybe(3, () -> 1L + chance.below(50)),
                chance.oneIn(4));
    }

    private View view(String name) {
        return new View(name, columnNames(), query(), parameters(), comment(), declaration(true, true));
    }

    private MaterializedView materializedView(String name, TableGenerator tables) {
        return new MaterializedView(
                name, columnNames(), query(), tables.indexes(), parameters(), comment(), declaration(true, true));
    }

    private List<String> columnNames() {
        Set<String> names = new HashSet<>();
        return chance.oneIn(3) ? chance.several(1, 3, () -> texts.name(names)) : List.of();
    }

    private String query() {
        String list = String.join(", ", chance.several(1, 3, texts::expression));
        return "select " + list + (chance.coin() ? "\n  from " + SqlNames.quote(texts.name()) + "\n\nwhere true" : "");
    }

    StorageParameters parameters() {
        Map<String, String> values = new TreeMap<>();
        if (chance.oneIn(3)) {
            chance.several(1, 3, () -> values.put(texts.name(), texts.text()));
        }
        return new StorageParameters(values);
    }

    Optional<String> collation() {
        return chance.maybe(
                4,
                () -> chance.coin()
                        ? SqlNames.quote(texts.name())
                        : SqlNames.qualified(texts.name(), chance.of(List.of("C", "de_DE.utf8", "german"))));
    }

    Optional<String> comment() {
        return chance.maybe(3, texts::comment);
    }

    private List<String> formerNames() {
        return chance.oneIn(4) ? chance.several(1, 2, texts::name) : List.of();
    }

    /**
     * @param replaceable whether the kind of thing knows {@code if_exists}
     * @param guarded whether it knows {@code lifecycle}
     */
    Declaration declaration(boolean replaceable, boolean guarded) {
        return new Declaration(
                formerNames(),
                replaceable && chance.oneIn(3) ? chance.of(List.of(IfExists.values())) : IfExists.UPDATE,
                guarded && chance.oneIn(4));
    }
}
