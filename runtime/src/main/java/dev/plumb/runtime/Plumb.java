package dev.plumb.runtime;

import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.schema.Spec;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What applications and the command line use. */
public final class Plumb {
    private Plumb() {}

    /**
     * The spec of a project, read and checked without a database.
     *
     * @throws SpecException with every problem of every file
     */
    public static Spec validate(Project project) {
        return SpecFiles.read(project);
    }

    /**
     * What stands in a database, managed or not. The ledger, PostgreSQL's own schemas and those of extensions are left out.
     *
     * @param prefix only schemas whose names begin so, which the directories' names leave out; may be empty
     * @param names directories, or schemas without the prefix; empty for all
     * @throws SpecException when a name is of no schema
     */
    public static Inspection inspect(Database database, String prefix, List<String> names) {
        try (Connection connection = database.connect()) {
            return new Inspector(prefix).inspect(connection, names);
        } catch (SQLException e) {
            throw DatabaseException.during("inspecting " + database.description(), e);
        }
    }
}
