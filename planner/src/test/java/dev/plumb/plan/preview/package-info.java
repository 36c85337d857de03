@NullMarked
package dev.plumb.plan.preview;

import org.jspecify.annotations.NullMarked;
