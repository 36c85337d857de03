package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.runtime.KeptObjects.KeptObject;
import dev.plumb.source.Suggestions;
import java.util.List;
import java.util.Optional;

/** Finds what is kept by its address. */
final class KeptChoice {
    private KeptChoice() {}

    /** @throws UsageException when nothing of that address is kept */
    static KeptObject of(List<KeptObject> all, Environment environment, String address) {
        List<String> known =
                all.stream().map(k -> k.kept().address().toString()).toList();
        Optional<KeptObject> found = all.stream()
                .filter(k -> k.kept().address().toString().equals(address))
                .findFirst();
        return found.orElseThrow(() -> new UsageException(
                "nothing of " + address + " is kept in " + environment.title(),
                Suggestions.nearest(address, known)
                        .map(n -> "did you mean " + n + "?")
                        .orElse("see what is: plumb kept list " + environment.arguments())));
    }
}
