@NullMarked
package dev.plumb.migration;

import org.jspecify.annotations.NullMarked;
