package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
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
import dev.plumb.source.SourceLocation;
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
    private static final SourceLocation NOWHERE = new SourceLocation("", 0, 0);

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
        Spec lowered = HiddenColumns.lowered(spec);
        Schema written = lowered.schema();
        Set<String> directories =
                written.directories().stream().map(d -> d.path().schemaName()).collect(Collectors.toSet());
        if (directories.isEmpty()) {
            return CanonicalSchema.EMPTY;
        }
        try (Scratch scratch = Scratch.open(connection, directories, Set.of())) {
            return new Run(scratch, lowered).result();
        } catch (SQLException e) {
            throw DatabaseException.during("letting the server normalise the spec", e);
        }
    }

    /** One transaction's work. */
    private final class Run {
        private final Scratch scratch;
        private final Schema written;
        private final NameMap names;
        private final Ddl ddl;
        private final List<Found> found = new ArrayList<>();
        private final Map<DirectoryPath, String> schemas = new HashMap<>();
        private final Diagnosis diagnosis;

        private Run(Scratch scratch, Spec spec) {
            this.scratch = scratch;
            this.written = spec.schema();
            this.names = Names.ofStandIns(written, scratch.schemas(), live, liveNames);
            this.ddl = new Ddl(names);
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
            refuse(flaws(StandIns.trials(ddl, written)));
            refuse(LaterFeatures.in(written, connection.getMetaData().getDatabaseMajorVersion(), diagnosis));
            Pieces pieces = Pieces.of(written);
            List<Trial> pending = new ArrayList<>();
            attemptHere(StandIns.trials(ddl, pieces.ground())).forEach(f -> pending.add(f.trial()));
            for (Schema group : pieces.groups()) {
                List<Trial> trials = StandIns.trials(ddl, group);
                scratch.execute(List.of("savepoint plumb_piece"));
                if (attemptHere(trials).isEmpty()) {
                    found.add(read());
                } else {
                    pending.addAll(trials);
                }
                // Gives the locks of the group back.
                scratch.execute(List.of("rollback to savepoint plumb_piece"));
            }
            pending.addAll(StandIns.trials(ddl, pieces.rest()));
            refuse(diagnosis.problems(attempt(pending)));
            found.add(read());
            ForeignKeyTargets targets = ForeignKeyTargets.of(connection, written, this::liveSchema);
            refuse(flaws(targets));
            Found all = Found.merged(found);
            refuse(diagnosis.declared(all.references()));
            Schema schema = Overlay.of(written, all.schema(), targets);
            return new CanonicalSchema(
                    schema,
                    StandInDependencies.without(schema, all.dependencies()),
                    all.outputColumns(),
                    all.volatileDefaults(),
                    all.references(),
                    Map.of());
        }

        private Found read() throws SQLException {
            CatalogState state = CatalogReader.standIns(names).read(connection, schemas);
            Map<String, DirectoryPath> here = Names.byPhysical(schemas);
            return new Found(
                    state.schema(),
                    state.dependencies(),
                    state.outputColumns(),
                    VolatileDefaults.in(connection, here),
                    LiveReferences.in(connection, here, Names.byPhysical(live)));
        }

        /** With nothing in reach but what is declared. */
        private List<Trials.Failure> attemptHere(List<Trial> trials) throws SQLException {
            return new Trials(scratch, path(d -> Stream.empty())).run(trials);
        }

        /** Once everything declared is there, what still fails may need something else of its directory. */
        private List<Trials.Failure> attempt(List<Trial> trials) throws SQLException {
            List<Trials.Failure> failures = attemptHere(trials);
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
                        .sorted(Comparator.comparing(p -> p.location().orElse(NOWHERE)))
                        .distinct()
                        .toList());
            }
        }
    }
}
