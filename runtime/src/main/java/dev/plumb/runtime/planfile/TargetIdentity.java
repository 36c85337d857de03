package dev.plumb.runtime.planfile;

import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.ServerIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which schemas of which database of which server a plan is for.
 *
 * @param prefix of the schemas' names; may be empty
 * @param system the server's own identifier, which a copy of its files shares and a dump does not; empty where a role may not
 *     see it
 * @param database its name
 */
public record TargetIdentity(String project, String environment, String prefix, String system, String database) {
    /** @param connection in autocommit mode */
    public static TargetIdentity of(Connection connection, NamespaceKey key, String environment) throws SQLException {
        ServerIdentity here = ServerIdentity.of(connection);
        return new TargetIdentity(
                key.project(), environment, key.prefix(), here.system().orElse(""), here.name());
    }

    /** The same for other schemas. */
    TargetIdentity in(String otherPrefix) {
        return new TargetIdentity(project, environment, otherPrefix, system, database);
    }

    /** What is another there than here, in a person's words; empty when both are the same. */
    public List<String> differences(TargetIdentity there) {
        List<String> differences = new ArrayList<>();
        add(differences, "project", project, there.project);
        add(differences, "environment", environment, there.environment);
        add(differences, "namespace", prefix, there.prefix);
        add(differences, "database", database, there.database);
        add(differences, "server's system identifier", system, there.system);
        return differences;
    }

    private static void add(List<String> differences, String what, String here, String there) {
        if (!here.equals(there)) {
            differences.add("the " + what + " is '" + there + "', not '" + here + "'");
        }
    }
}
