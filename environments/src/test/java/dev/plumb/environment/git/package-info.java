@NullMarked
package dev.plumb.environment.git;

import org.jspecify.annotations.NullMarked;
