package dev.plumb.schema.validation;

import dev.plumb.schema.Address;
import dev.plumb.schema.ArgumentAddress;
import dev.plumb.schema.Spec;
import dev.plumb.source.Problem;
import dev.plumb.source.Problems;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.Suggestions;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Collects problems and knows where each address was declared. */
final class Findings {
    private final Spec spec;
    private final Problems found = new Problems();

    Findings(Spec spec) {
        this.spec = spec;
    }

    void add(Problem problem) {
        found.add(problem);
    }

    void add(Address at, String message) {
        add(at, message, Optional.empty());
    }

    void add(Address at, String message, String remedy) {
        add(at, message, Optional.of(remedy));
    }

    void add(Address at, String message, Optional<String> remedy) {
        found.add(new Problem(location(at), message, remedy));
    }

    void add(ArgumentAddress at, String message, String remedy) {
        Optional<SourceLocation> location = spec.location(at).or(() -> location(at.of()));
        found.add(new Problem(location, message, Optional.of(remedy)));
    }

    /** A name that is not there, with the nearest that is. */
    void addUnknown(Address at, String message, String name, Collection<String> valid) {
        Optional<String> remedy = Suggestions.nearest(name, valid)
                .map(n -> "did you mean '" + n + "'?")
                .or(() -> valid.isEmpty()
                        ? Optional.empty()
                        : Optional.of("there are: " + String.join(", ", new TreeSet<>(valid))));
        add(at, message, remedy);
    }

    List<Problem> inOrder() {
        return found.sorted();
    }

    /** The kind and the address: {@code column library/documents.title}. */
    static String describe(Address address) {
        return address.kind().label() + " " + address;
    }

    /** Where the thing stands, or what it is part of when it has no place of its own. */
    private Optional<SourceLocation> location(Address address) {
        return spec.location(address)
                .or(() -> object(address))
                .or(() -> spec.location(Address.of(address.directory())));
    }

    private Optional<SourceLocation> object(Address part) {
        return spec.locations().entrySet().stream()
                .filter(e -> e.getKey().directory().equals(part.directory()))
                .filter(e -> e.getKey().object().equals(part.object())
                        && e.getKey().part().isEmpty())
                .map(Map.Entry::getValue)
                .min(Comparator.naturalOrder());
    }
}
