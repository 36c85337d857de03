package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.environment.TenantSource;
import dev.plumb.environment.database.Database;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who the tenants of an environment are now. */
public record TenantNames(Tenancy tenancy, Database database) {
    /**
     * Refuses a choice of tenants that there are not, where only the database knows them.
     *
     * @param name of the environment, as on the command line
     * @throws SpecException naming those that are none
     */
    public static void refuseUnknown(Project project, Optional<String> name) {
        if (project.chosenTenants().isEmpty()) {
            return;
        }
        project.tenancy(name)
                .filter(t -> t.source() instanceof TenantSource.Query)
                .ifPresent(t -> chosen(project, t));
    }

    /**
     * Those that the command line names, or all.
     *
     * @throws SpecException when one that was chosen is none
     */
    public static List<String> chosen(Project project, Tenancy tenancy) {
        try (Database database = Databases.open(project, project.site(Optional.of(tenancy.environment())));
                Connection connection = database.connect()) {
            return new TenantNames(tenancy, database).chosen(connection, project.chosenTenants());
        } catch (SQLException e) {
            throw DatabaseException.during("looking for the tenants of " + tenancy.environment(), e);
        }
    }

    /**
     * All of them, in the order of their source.
     *
     * @throws SpecException when there are none, or some cannot be tenants
     */
    public List<String> all(Connection connection) {
        return tenancy.names(sql -> asked(connection, sql));
    }

    /**
     * Those that somebody chose; all of them when nobody chose.
     *
     * @throws SpecException when one that was chosen is none
     */
    List<String> chosen(Connection connection, List<String> chosen) {
        return tenancy.chosen(all(connection), chosen);
    }

    private List<String> asked(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(String.valueOf(row.getString(1)));
            }
            return names;
        } catch (SQLException e) {
            throw DatabaseException.during(
                    "asking " + database.description() + " for the tenants (" + tenancy.location() + ")", e);
        }
    }
}
