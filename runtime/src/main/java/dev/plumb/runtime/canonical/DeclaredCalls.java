package dev.plumb.runtime.canonical;

import dev.plumb.plan.FillPace;
import dev.plumb.runtime.function.CallChecks;
import dev.plumb.runtime.function.DeclaredCall;
import dev.plumb.runtime.function.FunctionCatalog;
import dev.plumb.schema.Address;
import dev.plumb.schema.Computation;
import dev.plumb.schema.ComputationVisitor;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.Directory;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import dev.plumb.schema.Table;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The calls of functions in a spec. */
public final class DeclaredCalls {
    private final Spec spec;
    private final FunctionCatalog catalog;
    private final CallChecks checks;

    public DeclaredCalls(Spec spec, FunctionCatalog catalog, Map<String, String> variables) {
        this.spec = spec;
        this.catalog = catalog;
        this.checks = new CallChecks(catalog, variables, spec);
    }

    /** @throws SpecException with every variable that has no value; asks no server */
    public void refuseUnbound() {
        refuse(in(spec.schema()).stream()
                .flatMap(c -> checks.unbound(c).stream())
                .toList());
    }

    /**
     * What is kept of each call, by the column that holds its result.
     *
     * @param canonical with the types of all columns
     * @throws SpecException with everything that is wrong with the calls
     */
    Map<Address, String> definitions(Schema canonical) {
        List<DeclaredCall> calls = in(canonical);
        List<Problem> problems = new ArrayList<>();
        calls.forEach(c -> problems.addAll(checks.problems(c)));
        refuse(problems);
        Map<Address, String> definitions = new LinkedHashMap<>();
        calls.forEach(c -> definitions.put(c.column(), checks.definition(c)));
        return definitions;
    }

    /** How the function of each call is called, by the column that holds its result. */
    Map<Address, FillPace.CallLimits> limits() {
        Map<Address, FillPace.CallLimits> limits = new HashMap<>();
        for (DeclaredCall call : in(spec.schema())) {
            catalog.find(call.call().function())
                    .map(f -> f.description().limits())
                    .ifPresent(l -> limits.put(
                            call.column(),
                            new FillPace.CallLimits(l.batchSize(), l.concurrency(), l.ratePerMinute(), l.timeout())));
        }
        return limits;
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
    }

    /** @param types whose tables tell the types; as written when nothing asks for them */
    private List<DeclaredCall> in(Schema types) {
        List<DeclaredCall> calls = new ArrayList<>();
        for (Directory directory : spec.schema().directories()) {
            directory.objects(Table.class).filter(Table::isComputing).forEach(written -> {
                Address address = written.address(directory.path());
                Table table = ComputedTables.table(types, address);
                for (ComputedColumn column : written.computed()) {
                    call(column.computation()).ifPresent(call -> {
                        Address at = address.child(ObjectKind.COLUMN, column.name());
                        calls.add(new DeclaredCall(at, at, call, table, OptionalInt.empty()));
                    });
                }
                for (EmbeddingIndex embedding : written.embeddings()) {
                    calls.add(new DeclaredCall(
                            address.child(ObjectKind.COLUMN, embedding.name()),
                            address.child(ObjectKind.INDEX, embedding.name()),
                            embedding.computation(),
                            table,
                            OptionalInt.of(embedding.dimensions())));
                }
            });
        }
        return calls;
    }

    private static Optional<Computation.FunctionCall> call(Computation computation) {
        return computation.accept(new ComputationVisitor<>() {
            @Override
            public Optional<Computation.FunctionCall> sql(Computation.SqlExpression expression) {
                return Optional.empty();
            }

            @Override
            public Optional<Computation.FunctionCall> call(Computation.FunctionCall call) {
                return Optional.of(call);
            }
        });
    }
}
