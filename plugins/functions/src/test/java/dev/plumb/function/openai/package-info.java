@NullMarked
package dev.plumb.function.openai;

import org.jspecify.annotations.NullMarked;
