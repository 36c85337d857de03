/**
 * Reading what people wrote: places in files, problems found there, the nearest valid name, and YAML nodes that know where
 * they stand. It knows nothing of schemas and is shared by the spec and by {@code plumb.yaml}.
 */
@NullMarked
package dev.plumb.source;

import org.jspecify.annotations.NullMarked;
