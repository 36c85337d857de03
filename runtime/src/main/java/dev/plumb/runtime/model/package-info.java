/**
 * A project's spec as one document, so that where it is planned none of its code has to run. Knows no database and no environment.
 */
@NullMarked
package dev.plumb.runtime.model;

import org.jspecify.annotations.NullMarked;
