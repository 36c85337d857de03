package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.ledger.CellErrorCount;
import dev.plumb.runtime.ledger.CellErrors;
import dev.plumb.runtime.ledger.ColumnState;
import dev.plumb.runtime.ledger.ColumnStates;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.Schemas;
import dev.plumb.runtime.sample.Sample;
import dev.plumb.runtime.sample.SampleRequest;
import dev.plumb.runtime.sample.Sampler;
import dev.plumb.runtime.search.Neighbour;
import dev.plumb.runtime.search.Search;
import dev.plumb.runtime.search.SearchRequest;
import dev.plumb.schema.Address;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import dev.plumb.source.Suggestions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What can be asked about the computed columns of an environment. For one thread, as long as its {@link Plumb} is open. */
public final class ComputedColumns {
    private final Project project;
    private final Environment environment;
    private final Database database;
    private final Functions functions;
    private final NamespaceKey key;
    private final Ledger ledger;

    ComputedColumns(
            Project project,
            Environment environment,
            Database database,
            Functions functions,
            NamespaceKey key,
            Ledger ledger) {
        this.project = project;
        this.environment = environment;
        this.database = database;
        this.functions = functions;
        this.key = key;
        this.ledger = ledger;
    }

    /**
     * The rows that columns could not be computed for.
     *
     * @param address of a column, a table or a directory; of all when absent
     * @param limit how many to show, the newest first
     * @throws SpecException when nothing with that address was ever applied
     */
    public ErrorReport errors(Optional<String> address, int limit) {
        try (Connection connection = database.connect()) {
            List<Address> managed = managed(connection);
            address.ifPresent(a -> requireKnown(a, managed));
            if (managed.isEmpty()) {
                return ErrorReport.EMPTY;
            }
            CellErrors errors = new CellErrors(new Schemas(
                    environment.namespace(),
                    managed.stream().map(Address::directory).toList()));
            List<CellErrorCount> counts = errors.counts(connection).stream()
                    .filter(c -> address.isEmpty() || c.column().isWithin(address.get()))
                    .toList();
            List<Address> columns =
                    counts.stream().map(CellErrorCount::column).distinct().toList();
            return new ErrorReport(counts, errors.latest(connection, columns, limit));
        } catch (SQLException e) {
            throw DatabaseException.during("reading the errors of " + database.description(), e);
        }
    }

    /**
     * Tries a declared column on some rows. Stores nothing.
     *
     * @param address of a computed column or an embedding index
     * @param rows how many
     * @param where a condition on them, as a spec writes SQL
     * @throws SpecException when the spec declares no such column, its function does not fit, or the table is not there
     * @throws dev.plumb.runtime.failure.PlumbException when the function cannot work, or the server does not take the SQL
     * @throws InterruptedException when the thread was interrupted
     */
    public Sample sample(String address, int rows, Optional<String> where) throws InterruptedException {
        DeclaredTables declared =
                new DeclaredTables(SpecFiles.of(project, functions.given()).read());
        DeclaredTables.Part column = declared.computed(address);
        return sample(declared, new SampleRequest(column.tableAddress(), column.table(), column.name(), rows, where));
    }

    /**
     * The same for a column that is not declared yet.
     *
     * @param table its address
     * @param column its type may be empty, which leaves out whether the column takes the values
     */
    public Sample sample(String table, ComputedColumn column, int rows, Optional<String> where)
            throws InterruptedException {
        DeclaredTables declared =
                new DeclaredTables(SpecFiles.of(project, functions.given()).read());
        DeclaredTables.Part with = declared.with(table, column);
        return sample(declared, new SampleRequest(with.tableAddress(), with.table(), with.name(), rows, where));
    }

    private Sample sample(DeclaredTables declared, SampleRequest request) throws InterruptedException {
        try {
            return new Sampler(
                            database::connect,
                            functions.get(),
                            environment.variables().texts(),
                            declared.spec(),
                            declared.names(environment.namespace()))
                    .sample(request);
        } catch (SQLException e) {
            throw DatabaseException.during("trying " + request.address() + "." + request.column(), e);
        }
    }

    /**
     * Finds the rows whose text is most like another one.
     *
     * @param address of an embedding index
     * @param limit how many rows at most
     * @throws SpecException when the spec declares no such index, or it is not there
     * @throws dev.plumb.runtime.failure.PlumbException when its function cannot work
     * @throws InterruptedException when the thread was interrupted
     */
    public SearchResult search(String address, String text, int limit) throws InterruptedException {
        DeclaredTables declared =
                new DeclaredTables(SpecFiles.of(project, functions.given()).read());
        DeclaredTables.Part part = declared.embedding(address);
        EmbeddingIndex index = part.table().embedding(part.name()).orElseThrow();
        try {
            Search search = new Search(
                    database::connect,
                    functions.get(),
                    environment.variables().texts(),
                    declared.spec(),
                    declared.names(environment.namespace()));
            List<Neighbour> rows =
                    search.nearest(new SearchRequest(part.tableAddress(), part.table(), index, text, limit));
            return new SearchResult(index, rows, state(part.column()));
        } catch (SQLException e) {
            throw DatabaseException.during("searching " + address, e);
        }
    }

    private Optional<ColumnState> state(Address column) throws SQLException {
        try (Connection connection = database.connect()) {
            LedgerState state = ledger.state(connection, key);
            return state.namespace().isEmpty() || !state.knowsComputedColumns()
                    ? Optional.empty()
                    : ColumnStates.read(
                                    connection,
                                    new Schemas(environment.namespace(), List.of()),
                                    List.of(column),
                                    ledger.managed(
                                            connection, state.namespace().get().id()))
                            .stream()
                            .findFirst();
        }
    }

    /** Nothing when nothing was applied yet, or only by a version of Plumb that computed nothing. */
    private List<Address> managed(Connection connection) throws SQLException {
        LedgerState state = ledger.state(connection, key);
        return state.namespace().isEmpty() || !state.knowsComputedColumns()
                ? List.of()
                : ledger.managed(connection, state.namespace().get().id()).stream()
                        .map(ManagedObject::address)
                        .toList();
    }

    private void requireKnown(String text, List<Address> managed) {
        if (managed.stream().noneMatch(a -> a.isWithin(text))) {
            List<String> known =
                    managed.stream().map(Address::toString).distinct().toList();
            throw new SpecException(List.of(new Problem(
                    Optional.empty(),
                    environment.name() + " has nothing at the address " + text,
                    Optional.of(Suggestions.nearest(text, known)
                            .map(n -> "did you mean " + n + "?")
                            .orElse("name a directory, a table or a column that is applied")))));
        }
    }
}
