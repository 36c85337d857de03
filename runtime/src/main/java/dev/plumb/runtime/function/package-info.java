/**
 * The functions of computed columns at run time: finding them in the class path and in the jars of a project, calling them as their
 * contract says, and what PostgreSQL's types mean to them. Talks to no server.
 */
@NullMarked
package dev.plumb.runtime.function;

import org.jspecify.annotations.NullMarked;
