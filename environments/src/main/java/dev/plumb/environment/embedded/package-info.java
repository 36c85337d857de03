/**
 * A PostgreSQL server of the project's own: persistent, durable, started when a command needs it, shared by the commands that
 * run at the same time, stopped by the last one. It knows the project's folder and nothing else about projects.
 */
@NullMarked
package dev.plumb.environment.embedded;

import org.jspecify.annotations.NullMarked;
