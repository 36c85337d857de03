/**
 * Versioned changelogs as text: what a plan becomes when a team ships its changes as Liquibase's formatted SQL. Nothing runs here.
 */
@NullMarked
package dev.plumb.migration.changelog;

import org.jspecify.annotations.NullMarked;
