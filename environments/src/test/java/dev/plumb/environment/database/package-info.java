@NullMarked
package dev.plumb.environment.database;

import org.jspecify.annotations.NullMarked;
