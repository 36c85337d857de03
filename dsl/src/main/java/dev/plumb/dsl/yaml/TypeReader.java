package dev.plumb.dsl.yaml;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.TypeDefinition;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import dev.plumb.source.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads an enum, a domain or a composite type, told apart by the one key of theirs that is there. */
final class TypeReader {
    private static final List<String> KINDS = List.of("enum", "domain", "composite");

    private final ReadContext context;
    private final DirectoryPath directory;
    private final Entry entry;
    private final DefaultNames names;

    TypeReader(ReadContext context, DirectoryPath directory, Entry entry, DefaultNames names) {
        this.context = context;
        this.directory = directory;
        this.entry = entry;
        this.names = names;
    }

    Optional<TypeDefinition> read() {
        return Keys.longForm(context, entry, "a map with the key enum, domain or composite")
                .flatMap(this::read);
    }

    private Optional<TypeDefinition> read(YamlMap map) {
        List<String> kinds = KINDS.stream().filter(map::has).toList();
        if (kinds.size() != 1) {
            context.problems()
                    .report(
                            entry.location(),
                            "the type '" + entry.key()
                                    + "' must have exactly one of the keys enum, domain, composite; found "
                                    + (kinds.isEmpty() ? "none" : String.join(" and ", kinds)));
            return Optional.empty();
        }
        Optional<String> comment = Keys.comment(map);
        Declaration declaration = Keys.guarded(map);
        TypeDefinition type = map.has("enum")
                ? enumType(map, comment, declaration)
                : map.has("domain") ? domain(map, comment, declaration) : composite(map, comment, declaration);
        map.rejectUnknownKeys();
        context.place(Address.of(type.kind(), directory, entry.key()), entry.location());
        return Optional.of(type);
    }

    private EnumType enumType(YamlMap map, Optional<String> comment, Declaration declaration) {
        List<String> values = map.scalars("enum").stream().map(YamlScalar::text).toList();
        return new EnumType(entry.key(), values, comment, declaration);
    }

    private DomainType domain(YamlMap map, Optional<String> comment, Declaration declaration) {
        return new DomainType(
                entry.key(),
                Keys.sql(map, "domain").orElse(""),
                Keys.collation(map),
                map.flag("not_null"),
                Keys.sql(map, "default"),
                Stream.concat(onlyCheck(map), map.map("checks").stream().flatMap(this::checks))
                        .toList(),
                comment,
                declaration);
    }

    private Stream<DomainType.DomainCheck> onlyCheck(YamlMap map) {
        return Keys.sql(map, "check").stream()
                .map(sql -> new DomainType.DomainCheck(names.check(entry.key(), List.of()), sql, true));
    }

    private Stream<DomainType.DomainCheck> checks(YamlMap checks) {
        return Keys.named(checks).stream().flatMap(e -> check(e).stream());
    }

    private Optional<DomainType.DomainCheck> check(Entry check) {
        if (check.value() instanceof YamlScalar scalar) {
            return Keys.sql(scalar, "'" + check.key() + "'")
                    .map(sql -> new DomainType.DomainCheck(check.key(), sql, true));
        }
        return Keys.longForm(context, check, "SQL or a map").flatMap(map -> {
            Optional<DomainType.DomainCheck> read = Keys.requiredSql(map, "expression")
                    .map(sql -> new DomainType.DomainCheck(check.key(), sql, !map.flag("not_valid")));
            map.rejectUnknownKeys();
            return read;
        });
    }

    private CompositeType composite(YamlMap map, Optional<String> comment, Declaration declaration) {
        List<CompositeType.Attribute> attributes = new ArrayList<>();
        map.map("composite")
                .ifPresent(m -> Keys.named(m).forEach(e -> attribute(e).ifPresent(attributes::add)));
        return new CompositeType(entry.key(), attributes, comment, declaration);
    }

    private Optional<CompositeType.Attribute> attribute(Entry attribute) {
        if (attribute.value() instanceof YamlScalar scalar) {
            return Keys.sql(scalar, "'" + attribute.key() + "'")
                    .map(type -> new CompositeType.Attribute(attribute.key(), type, Optional.empty(), List.of()));
        }
        return Keys.longForm(context, attribute, "a type or a map").map(map -> {
            CompositeType.Attribute read = new CompositeType.Attribute(
                    attribute.key(),
                    Keys.requiredSql(map, "type").orElse(""),
                    Keys.collation(map),
                    Keys.renamedFrom(map));
            map.rejectUnknownKeys();
            return read;
        });
    }
}
