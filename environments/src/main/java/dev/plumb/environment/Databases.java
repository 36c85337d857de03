package dev.plumb.environment;

import dev.plumb.environment.database.ConnectionSettings;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.InvalidUrlException;
import dev.plumb.environment.database.UrlDatabase;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way to a database. */
public final class Databases {
    private Databases() {}

    /**
     * The database of an environment; an embedded server is started or shared. No connection is made yet.
     *
     * @throws dev.plumb.environment.database.DatabaseUnreachableException if the embedded server does not start
     */
    public static Database open(Project project, Environment environment) {
        return environment.target().open(project);
    }

    /** The same, whichever tenant of an environment is meant. */
    public static Database open(Project project, Site site) {
        return site.target().open(project);
    }

    /**
     * A database outside of any project.
     *
     * @param variables the process environment: {@code PGPASSWORD}, {@code PGPASSFILE}
     * @throws SpecException if the URL cannot be read
     */
    public static Database open(String url, Map<String, String> variables) {
        try {
            return UrlDatabase.of(ConnectionSettings.parse(url), variables);
        } catch (InvalidUrlException e) {
            throw new SpecException(
                    List.of(new Problem(Optional.empty(), "the URL: " + e.found(), Optional.of(e.expected()))));
        }
    }
}
