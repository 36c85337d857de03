/**
 * What can be said against a spec without a database: one class per subject, all problems at once, each with its place and the
 * nearest valid name. It reads the model and its SQL texts and changes neither; whether a type or function exists only the
 * server knows.
 */
@NullMarked
package dev.plumb.schema.validation;

import org.jspecify.annotations.NullMarked;
