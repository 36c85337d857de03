package dev.plumb.runtime.apply;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Sees, in the last transaction of an apply, what has become of the state that the plan was made from but for this apply. Only
 * a witness that finds it as it was makes sure that the fingerprint of what was reached holds nobody else's changes.
 */
@FunctionalInterface
interface Witness {
    /** What others do between the transactions of one apply, or while a statement runs outside of any, nobody can tell. */
    Witness NONE = schemas -> Optional.empty();

    /** The fingerprint of these schemas without what this apply has done; empty when that is not known. */
    Optional<String> fingerprint(List<String> schemas) throws SQLException;
}
