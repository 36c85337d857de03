package dev.plumb.runtime.sample;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** How one computed column gets its value for one row. */
interface Evaluation {
    /**
     * The value, or why there is none.
     *
     * @param row every input, as PostgreSQL writes it
     * @throws SQLException when the server cannot be asked; that the value cannot be computed is a result
     */
    SampledValue of(Map<String, Optional<String>> row) throws SQLException, InterruptedException;
}
