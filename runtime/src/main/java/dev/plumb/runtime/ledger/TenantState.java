package dev.plumb.runtime.ledger;

import dev.plumb.schema.DirectoryPath;
import java.util.Set;

/**
 * What the ledger knows of one tenant's namespace.
 *
 * @param environment that the ledger has it for
 * @param directories in which something is managed
 * @param remembered a digest of everything else that plans depend on: what is managed and how, which data migrations have run, what is
 *     kept, how the last run ended
 */
public record TenantState(
        NamespaceState namespace, String environment, Set<DirectoryPath> directories, String remembered) {
    public TenantState {
        directories = Set.copyOf(directories);
    }
}
