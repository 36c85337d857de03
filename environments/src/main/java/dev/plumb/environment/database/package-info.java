/**
 * A database and the way to it: URLs as libpq and JDBC write them, passwords from the places that libpq looks in, connections,
 * and what to do when there is none. It knows neither projects nor the embedded server.
 */
@NullMarked
package dev.plumb.environment.database;

import org.jspecify.annotations.NullMarked;
