/**
 * SQL that people write inside a spec, read into the model: the short form of a column, types, and the names that PostgreSQL
 * would choose. Shared by the YAML reader and the Java DSL; it knows neither of them and touches no file.
 */
@NullMarked
package dev.plumb.dsl.sql;

import org.jspecify.annotations.NullMarked;
