package dev.plumb.runtime.canonical;

import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Spec;
import dev.plumb.schema.Table;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a spec may declare but no plan can make yet: better refused than passed over. */
final class UnplannedColumns {
    private UnplannedColumns() {}

    /** @throws SpecException with every computed column and embedding index */
    static void refuse(Spec spec) {
        List<Problem> problems = spec.schema().directories().stream()
                .flatMap(d -> d.objects(Table.class).flatMap(t -> computing(t, t.address(d.path()))))
                .map(address -> problem(spec, address))
                .toList();
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
    }

    private static Stream<Address> computing(Table table, Address address) {
        return Stream.concat(
                table.computed().stream().map(c -> address.child(ObjectKind.COLUMN, c.name())),
                table.embeddings().stream().map(e -> address.child(ObjectKind.INDEX, e.name())));
    }

    private static Problem problem(Spec spec, Address address) {
        String what = address.kind() == ObjectKind.INDEX ? "the embedding index " : "the computed column ";
        return new Problem(
                spec.location(address),
                "this version of Plumb can check " + what + address + " but not make it",
                Optional.of("take it out until a later version can"));
    }
}
