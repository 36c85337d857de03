/** What Git knows about a project's files. It uses nothing else of Plumb. */
@NullMarked
package dev.plumb.environment.git;

import org.jspecify.annotations.NullMarked;
