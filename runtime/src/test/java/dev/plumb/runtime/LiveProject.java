package dev.plumb.runtime;

import dev.plumb.dsl.yaml.SpecWriter;
import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.work.WorkListener;
import dev.plumb.runtime.work.WorkResult;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A project of one file on a new database: what a person does with both, one after the other. */
record LiveProject(Path root, TestDatabase database, List<ColumnFunction> functions) {
    static LiveProject on(int major, Path root) {
        return on(WithLedger.on(major), root);
    }

    static LiveProject on(TestDatabase database, Path root) {
        LiveProject project = new LiveProject(root, database, List.of());
        project.write("plumb.yaml", environment(project.database));
        return project;
    }

    private static String environment(TestDatabase database) {
        return "project: live\nenvironments:\n  dev: {database: \"" + database.url() + "\"}\n";
    }

    /** The same with these functions at hand. */
    LiveProject with(ColumnFunction... functions) {
        return new LiveProject(root, database, List.of(functions));
    }

    /** The same folder, from now on with a copy of the database. Nobody may be connected to this one. */
    LiveProject copied() {
        LiveProject copy = new LiveProject(root, database.server().copyOf(database), functions);
        copy.write("plumb.yaml", environment(copy.database));
        try (Plumb plumb = copy.open()) {
            plumb.adopt();
        }
        return copy;
    }

    /** Another spec. */
    LiveProject declare(String yaml) {
        write("schema/spec.yaml", yaml);
        return this;
    }

    String declared() {
        try {
            return Files.readString(root.resolve("schema/spec.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PreparedPlan plan() {
        try (Plumb plumb = open()) {
            return plumb.plan();
        }
    }

    /** Plans and applies whatever it takes, destructive or not. */
    ApplyResult apply() {
        return apply(ApplyListener.SILENT);
    }

    ApplyResult apply(ApplyListener listener) {
        return apply(ApplyOptions.DEFAULT, listener);
    }

    /** The same by somebody who waits for nobody. */
    ApplyResult applyAtOnce() {
        return apply(ApplyOptions.DEFAULT.withLockBudget(Duration.ZERO), ApplyListener.SILENT);
    }

    /** Applies what was planned some time ago. */
    ApplyResult apply(PreparedPlan planned) {
        try (Plumb plumb = open()) {
            return plumb.apply(planned, new Approval(true, Set.of()), ApplyOptions.DEFAULT, ApplyListener.SILENT);
        }
    }

    private ApplyResult apply(ApplyOptions options, ApplyListener listener) {
        try (Plumb plumb = open()) {
            return plumb.apply(plumb.plan(), new Approval(true, Set.of()), options, listener);
        }
    }

    private Plumb open() {
        Project project = Project.open(root, Map.of());
        Environment environment = project.environment(Optional.empty());
        return new Plumb(project, environment, Databases.open(project, environment), functions);
    }

    /** Says that the database is meant, although it is another's or a copy. */
    void adopt() {
        try (Plumb plumb = open()) {
            plumb.adopt();
        }
    }

    /** Notes the rows that have errors, and says how many. */
    long retry() {
        try (Plumb plumb = open()) {
            return plumb.columnWork().retry(Optional.empty());
        }
    }

    /** Works off all notes. */
    WorkResult work() {
        try (Plumb plumb = open();
                ColumnWorker worker = plumb.columnWork().worker(WorkListener.SILENT)) {
            return worker.drain();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a new look at the files and at the database finds to do, without what is remembered from the last run. */
    List<String> differences() {
        try {
            Files.writeString(root.resolve("schema/spec.yaml"), "\n# looked at again\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return plan().plan().changes().stream().map(Object::toString).toList();
    }

    LiveProject execute(String sql) {
        database.execute(sql);
        return this;
    }

    /** The first column of every row, null as the word. */
    List<String> query(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(Optional.ofNullable(rows.getString(1)).orElse("null"));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot run: " + sql, e);
        }
    }

    /** Of every document, in the order of their ids, the columns with a space between them; nulls are left out. */
    List<String> values(String columns) {
        return query("select concat_ws(' ', " + columns + ") from dev_library.documents order by id");
    }

    /** The columns of the documents that Plumb keeps for itself, by name. */
    List<String> hiddenColumns() {
        return query("select attname from pg_attribute where attrelid = 'dev_library.documents'::regclass"
                + " and attname like 'plumb:%' order by 1");
    }

    /** What the first directory of this environment looks like as a file. All of it must be something that files can say. */
    String inspected() {
        try (Connection connection = database.connect()) {
            Inspection inspection = new Inspector("dev_").inspect(connection, List.of());
            if (!inspection.uncovered().isEmpty() || !inspection.leftOut().isEmpty()) {
                throw new IllegalStateException(
                        "not covered: " + inspection.uncovered() + ", left out: " + inspection.leftOut());
            }
            return SpecWriter.write(inspection.schema().directories().get(0));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot inspect", e);
        }
    }

    /** Writes any file of the project. */
    LiveProject file(String path, String text) {
        write(path, text);
        return this;
    }

    private void write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
