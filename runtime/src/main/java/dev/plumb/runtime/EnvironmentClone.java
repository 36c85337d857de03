package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.MaskRule;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.runtime.Sandboxes.Sandbox;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.catalog.CatalogReader;
import dev.plumb.runtime.copy.ColumnMask;
import dev.plumb.runtime.copy.ColumnMasking;
import dev.plumb.runtime.copy.CopiedRows;
import dev.plumb.runtime.copy.CopySide;
import dev.plumb.runtime.copy.RowCopy;
import dev.plumb.runtime.copy.Sampling;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.ledger.DataMigrationTable;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.NamespaceState;
import dev.plumb.runtime.ledger.Schemas;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills a sandbox with the schema that the files declare and with some of an environment's rows, masked where {@code plumb.yaml}
 * says so.
 */
public final class EnvironmentClone {
    private final Project project;
    private final Environment source;

    /** @param source which is only read, so that it may be protected */
    public EnvironmentClone(Project project, Environment source) {
        this.project = project;
        this.source = source;
    }

    /**
     * What was copied.
     *
     * @param rows of every table of the sandbox
     * @param leftOut tables of the source that the files do not declare
     * @param callsFunctions whether some columns are still to be computed by functions
     */
    public record Cloned(List<CopiedRows> rows, List<Address> leftOut, boolean callsFunctions) {}

    /**
     * Copies. Nothing of the rows is there when it fails; what is there of the schema, the next attempt goes on with.
     *
     * @throws RefusedException when nothing is applied to the source, or there are rows in the sandbox already
     * @throws dev.plumb.source.SpecException with every mask that is of no column, or cannot be used there
     */
    public Cloned into(Sandbox sandbox, Sampling sampling, ApplyListener listener) {
        try (Plumb plumb = Plumb.open(project, sandbox.environment())) {
            plumb.apply(plumb.planOfSchemaAlone(), Approval.SAFE_ONLY, ApplyOptions.DEFAULT, listener);
        }
        try (Database from = Databases.open(project, source);
                Database to = Databases.open(project, sandbox.environment());
                Connection reading = from.connect();
                Connection writing = to.connect()) {
            return copy(reading, writing, sandbox.environment(), sampling);
        } catch (SQLException e) {
            throw DatabaseException.during(
                    "copying rows of " + source.title() + " to "
                            + sandbox.environment().name(),
                    e);
        }
    }

    /**
     * Finds what would stop it before anything is made.
     *
     * @throws RefusedException when nothing is applied to the source, so that there is nothing to copy
     * @throws dev.plumb.source.SpecException with every mask that is of no column of the source, or cannot be used there
     */
    public void check() {
        try (Database from = Databases.open(project, source);
                Connection reading = from.connect()) {
            NamespaceState namespace = state(reading, source)
                    .namespace()
                    .filter(n -> !n.schemas().isEmpty())
                    .orElseThrow(() -> new RefusedException(
                            "nothing is applied to " + source.title() + ", so there is nothing to clone",
                            "apply to it first: plumb apply " + source.arguments()));
            if (!maskings().isEmpty()) {
                CopySide side = side(reading, source, namespace);
                new RowCopy(side, side).check(maskings());
            }
        } catch (SQLException e) {
            throw DatabaseException.during("looking at environment " + source.title(), e);
        }
    }

    private Cloned copy(Connection reading, Connection writing, Environment sandbox, Sampling sampling)
            throws SQLException {
        LedgerState here = state(reading, source);
        NamespaceState there = state(writing, sandbox).namespace().orElseThrow();
        Map<String, DataMigrationTable.Ran> ran = here.namespace().isPresent() && here.knowsDataMigrations()
                ? new DataMigrationTable(here.namespace().get().id()).read(reading)
                : Map.of();
        CopySide from = side(reading, source, here.namespace().orElseThrow());
        CopySide to = side(writing, sandbox, there);
        RowCopy copy = new RowCopy(from, to);
        writing.setAutoCommit(false);
        List<CopiedRows> rows = copy.run(sampling, maskings());
        new DataMigrationTable(there.id()).takeOver(writing, ran, "came with the rows of " + source.title());
        writing.commit();
        return new Cloned(rows, copy.leftOut(), to.callsFunctions());
    }

    private LedgerState state(Connection connection, Environment environment) throws SQLException {
        NamespaceKey key = new NamespaceKey(project.name(), environment.namespace());
        Ledger ledger = new Ledger(Fingerprints.ALL, new TargetCheck(project, environment)::pass);
        return LedgerCheck.whole(connection, ledger.state(connection, key));
    }

    private static CopySide side(Connection connection, Environment environment, NamespaceState namespace)
            throws SQLException {
        Schemas names = new Schemas(environment.namespace(), List.of());
        Map<DirectoryPath, String> schemas = new HashMap<>();
        namespace.schemas().forEach(s -> schemas.put(names.directory(s), s));
        return new CopySide(connection, schemas, CatalogReader.live().read(connection, schemas));
    }

    private List<ColumnMasking> maskings() {
        return project.masks().stream()
                .map(r -> new ColumnMasking(r.address(), mask(r), r.location()))
                .toList();
    }

    private static ColumnMask mask(MaskRule rule) {
        return switch (rule.kind()) {
            case HASH -> new ColumnMask.Hash();
            case EMAIL -> new ColumnMask.Email();
            case CLEAR -> new ColumnMask.Clear();
            case CONSTANT -> new ColumnMask.Constant(rule.constant().orElseThrow());
        };
    }
}
