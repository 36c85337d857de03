@NullMarked
package dev.plumb.migration.changelog;

import org.jspecify.annotations.NullMarked;
