/**
 * Plans in files: everything that is needed to run exactly what was looked at, once, on the same database, and to notice when
 * something that it rests on has moved since. Values only; reading the database and applying is the facade's business.
 */
@NullMarked
package dev.plumb.runtime.planfile;

import org.jspecify.annotations.NullMarked;
