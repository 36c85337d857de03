package dev.plumb.dsl.yaml;

import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Sequence;
import dev.plumb.source.YamlMap;
import java.util.List;
import java.util.Optional;

/** Reads a sequence. */
final class SequenceReader {
    static final String BIGINT = "bigint";

    private SequenceReader() {}

    static Optional<Sequence> read(ReadContext context, DirectoryPath directory, YamlMap.Entry entry) {
        context.place(Address.of(ObjectKind.SEQUENCE, directory, entry.key()), entry.location());
        return Keys.longForm(context, entry, "a map, {} for a sequence with PostgreSQL's defaults")
                .map(map -> {
                    Sequence sequence = new Sequence(
                            entry.key(),
                            Keys.sql(map, "type").orElse(BIGINT),
                            Keys.sequenceOptions(map),
                            ownedBy(map),
                            Keys.comment(map),
                            Keys.guarded(map));
                    map.rejectUnknownKeys();
                    return sequence;
                });
    }

    private static Optional<Sequence.OwnedBy> ownedBy(YamlMap map) {
        return map.scalar("owned_by").flatMap(scalar -> {
            List<String> names = SqlPath.parse(scalar.text());
            if (names.size() != 2) {
                scalar.reportExpected("'owned_by'", "a column of this directory, written table.column");
                return Optional.empty();
            }
            return Optional.of(new Sequence.OwnedBy(names.get(0), names.get(1)));
        });
    }
}
