package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.schema.DirectoryPath;
import java.sql.Connection;
import java.util.Map;

/**
 * Where a plan is made for.
 *
 * @param connection in no transaction
 * @param schemas PostgreSQL schema by directory, of every directory that is or could be there
 */
record Environment(Connection connection, Map<DirectoryPath, String> schemas) {
    Environment {
        schemas = Map.copyOf(schemas);
    }

    Canonicalizer canonicalizer(CatalogState live) {
        return new Canonicalizer(connection, schemas, live.knownNames());
    }
}
