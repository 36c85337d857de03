package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Dependency;
import dev.plumb.plan.ddl.Ddl;
import dev.plumb.runtime.catalog.CatalogReader;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.NameMap;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns a schema as written into its canonical form by asking the server that the live schema is on.
 *
 * <p>An unqualified name in a text means the own directory, then what extensions brought; what the directory's schema holds in
 * the environment beside what the spec declares (a function, a partitioned table) is tried only for texts that fail otherwise,
 * so that it never stands in for something declared. A qualified name means the declared thing if there is one, else the
 * environment's.
 *
 * <p>For one thread.
 */
public final class Canonicalizer {
    private final Connection connection;
    private final Map<DirectoryPath, String> live;
    private final Map<String, Set<String>> liveNames;

    /**
     * @param connection in no transaction
     * @param live schemas of the environment by directory, whether they exist yet or not
     * @param liveNames what stands in them, by the directory's schema name
     */
    public Canonicalizer(Connection connection, Map<DirectoryPath, String> live, Map<String, Set<String>> liveNames) {
        this.connection = connection;
        this.live = Map.copyOf(live);
        this.liveNames = Map.copyOf(liveNames);
    }

    /**
     * @throws SpecException with every object that the server does not accept
     * @throws DatabaseException when the server cannot be asked
     */
    public CanonicalSchema canonicalize(Spec spec) {
        Schema written = spec.schema();
        Set<String> directories =
                written.directories().stream().map(d -> d.path().schemaName()).collect(Collectors.toSet());
        if (directories.isEmpty()) {
            return CanonicalSchema.EMPTY;
        }
        try (Scratch scratch = Scratch.open(connection, directories, Set.of())) {
            return new Run(scratch, spec).result();
        } catch (SQLException e) {
            throw DatabaseException.during("letting the server normalise the spec", e);
        }
    }

    /** One transaction's work. */
    private final class Run {
        private final Scratch scratch;
        private final Schema written;
        private final NameMap names;
        private final Map<DirectoryPath, String> schemas = new HashMap<>();
        private final Diagnosis diagnosis;

        private Run(Scratch scratch, Spec spec) {
            this.scratch = scratch;
            this.written = spec.schema();
            this.names = Names.ofStandIns(written, scratch.schemas(), live, liveNames);
            Map<String, String> logical = new HashMap<>();
            live.forEach((directory, physical) -> logical.put(physical, directory.schemaName()));
            for (Directory directory : written.directories()) {
                String schemaName = directory.path().schemaName();
                String physical = Standing.of(scratch.schemas(), schemaName);
                schemas.put(directory.path(), physical);
                logical.put(physical, schemaName);
            }
            this.diagnosis = new Diagnosis(spec, names, logical);
        }

        private CanonicalSchema result() throws SQLException {
            List<Trial> trials = StandIns.trials(new Ddl(names), written);
            refuse(flaws(trials));
            refuse(diagnosis.problems(attempt(trials)));
            ForeignKeyTargets targets = ForeignKeyTargets.of(connection, written, this::liveSchema);
            refuse(flaws(targets));
            Set<Dependency> references = references();
            refuse(diagnosis.declared(references));
            CatalogState state = CatalogReader.standIns(names).read(connection, schemas);
            Schema schema = Overlay.of(written, state.schema(), targets);
            return new CanonicalSchema(
                    schema,
                    StandInDependencies.without(schema, state.dependencies()),
                    state.outputColumns(),
                    VolatileDefaults.in(connection, Names.byPhysical(schemas)),
                    references);
        }

        private List<Trials.Failure> attempt(List<Trial> trials) throws SQLException {
            List<Trials.Failure> failures = new Trials(scratch, path(d -> Stream.empty())).run(trials);
            if (failures.isEmpty()) {
                return failures;
            }
            List<Trial> again = failures.stream().map(Trials.Failure::trial).toList();
            return new Trials(scratch, path(d -> Optional.ofNullable(live.get(d)).stream())).run(again);
        }

        private Function<DirectoryPath, String> path(Function<DirectoryPath, Stream<String>> then) {
            Map<DirectoryPath, String> paths = new HashMap<>();
            return directory -> paths.computeIfAbsent(
                    directory,
                    d -> scratch.searchPath(Stream.concat(Stream.of(Standing.of(schemas, d)), then.apply(d))));
        }

        private String liveSchema(String logical) {
            return live.entrySet().stream()
                    .filter(e -> e.getKey().schemaName().equals(logical))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(logical);
        }

        private Set<Dependency> references() throws SQLException {
            return LiveReferences.in(connection, Names.byPhysical(schemas), Names.byPhysical(live));
        }

        private List<Problem> flaws(List<Trial> trials) {
            List<Problem> problems = new ArrayList<>();
            for (Trial trial : trials) {
                List<Trial> smallest = trial.parts().isEmpty() ? List.of(trial) : trial.parts();
                for (Trial part : smallest) {
                    part.fragments().forEach(f -> Fragments.flaw(f)
                            .ifPresent(flaw -> problems.add(diagnosis.flawed(part.address(), f, flaw))));
                }
            }
            return problems;
        }

        private List<Problem> flaws(ForeignKeyTargets targets) {
            List<Problem> problems = new ArrayList<>();
            for (Directory directory : written.directories()) {
                directory.objects(Table.class).forEach(table -> table.constraints(ForeignKey.class)
                        .forEach(key -> targets.flaw(key)
                                .map(flaw -> diagnosis.problem(
                                        table.address(directory.path()).child(key.kind(), key.name()), flaw))
                                .ifPresent(problems::add)));
            }
            return problems;
        }

        private void refuse(List<Problem> problems) {
            if (!problems.isEmpty()) {
                throw new SpecException(problems.stream()
                        .sorted(Comparator.comparing((Problem p) -> p.location().isEmpty())
                                .thenComparing(
                                        p -> p.location().map(Object::toString).orElse("")))
                        .distinct()
                        .toList());
            }
        }
    }
}
