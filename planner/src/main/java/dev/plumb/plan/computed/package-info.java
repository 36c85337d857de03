/**
 * What Plumb installs on a table to keep its computed columns right, as records and as SQL: functions, triggers, and the
 * statements that fill, read and write the cells. All names are physical. Pure text: nothing here talks to a server, and
 * whether and when a statement runs is decided elsewhere.
 */
@NullMarked
package dev.plumb.plan.computed;

import org.jspecify.annotations.NullMarked;
