/**
 * What can be planned without running a project's code, or without its database: a spec, and what an environment was applied, each
 * as one document. Reads and writes these; asks no database.
 */
@NullMarked
package dev.plumb.runtime.model;

import org.jspecify.annotations.NullMarked;
