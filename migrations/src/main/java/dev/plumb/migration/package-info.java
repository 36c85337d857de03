/**
 * The Liquibase adapter: the ledger's own schema. Liquibase is seen nowhere else; nothing is diffed here.
 */
@NullMarked
package dev.plumb.migration;

import org.jspecify.annotations.NullMarked;
