package dev.plumb.dsl.yaml;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Removal;
import dev.plumb.schema.Removal.Action;
import dev.plumb.schema.Removal.Kind;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlNode;
import dev.plumb.source.YamlScalar;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the key {@code removed} of a directory. */
final class RemovalReader {
    private static final Map<String, Action> ACTIONS =
            Arrays.stream(Action.values()).collect(Collectors.toMap(Action::word, a -> a));

    private final DirectoryPath directory;

    RemovalReader(DirectoryPath directory) {
        this.directory = directory;
    }

    List<Removal> readAll(YamlMap document) {
        return document.list("removed").stream()
                .flatMap(list -> list.items().stream())
                .flatMap(item -> read(item).stream())
                .toList();
    }

    private Optional<Removal> read(YamlNode item) {
        Optional<YamlMap> map = YamlMap.asMap("an item of 'removed'", item);
        if (map.isEmpty()) {
            return Optional.empty();
        }
        Optional<Action> action = action(map.get());
        boolean reasoned = map.get().require("reason");
        Optional<String> reason = map.get().string("reason");
        List<Kind> kinds = Arrays.stream(Kind.values())
                .filter(k -> map.get().has(k.word()))
                .toList();
        Optional<YamlScalar> name =
                kinds.stream().flatMap(k -> map.get().scalar(k.word()).stream()).findFirst();
        map.get().rejectUnknownKeys();
        if (kinds.size() != 1) {
            item.problems()
                    .report(
                            item.location(),
                            "an item of 'removed' must name one thing; found " + kinds.size(),
                            "write one of "
                                    + Arrays.stream(Kind.values())
                                            .map(Kind::word)
                                            .collect(Collectors.joining(", "))
                                    + ", such as column: documents.title");
            return Optional.empty();
        }
        if (action.filter(Action.KEEP::equals).isPresent() && !kinds.get(0).holdsData()) {
            item.problems()
                    .report(
                            item.location(),
                            "nothing of a " + kinds.get(0).word() + " can be kept: it holds no rows",
                            "write action: purge; the files' history has its definition");
            return Optional.empty();
        }
        if (action.isEmpty() || !reasoned || reason.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        return removal(kinds.get(0), name.get(), action.get(), reason.get(), item);
    }

    private static Optional<Action> action(YamlMap map) {
        return map.require("action") ? map.choice("action", ACTIONS) : Optional.empty();
    }

    private Optional<Removal> removal(Kind kind, YamlScalar name, Action action, String reason, YamlNode item) {
        try {
            if (kind == Kind.DIRECTORY) {
                DirectoryPath path = DirectoryPath.parse(name.text());
                return Optional.of(
                        new Removal(kind, path, Optional.empty(), Optional.empty(), action, reason, item.location()));
            }
            List<String> names = Removal.names(name.text());
            if (names.size() == (kind.isPart() ? 2 : 1) && names.stream().noneMatch(String::isEmpty)) {
                return Optional.of(new Removal(
                        kind,
                        directory,
                        Optional.of(names.get(0)),
                        names.stream().skip(1).findFirst(),
                        action,
                        reason,
                        item.location()));
            }
        } catch (IllegalArgumentException e) {
            // Reported like any other name that is none.
        }
        name.reportExpected(
                "'" + kind.word() + "'",
                kind == Kind.DIRECTORY
                        ? "the whole path of a directory"
                        : kind.isPart() ? "the name of a table and a part of it, such as documents.title" : "a name");
        return Optional.empty();
    }
}
