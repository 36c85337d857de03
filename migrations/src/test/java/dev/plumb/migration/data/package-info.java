@NullMarked
package dev.plumb.migration.data;

import org.jspecify.annotations.NullMarked;
