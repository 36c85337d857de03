/**
 * The spec as YAML: the reader that turns files into the schema model with a place for every address, the writer that gives
 * back canonical YAML, and the JSON Schema that editors use. It knows structure and names; what SQL means is for the server
 * to say, and whether names lead anywhere is for the validator of the model.
 */
@NullMarked
package dev.plumb.dsl.yaml;

import org.jspecify.annotations.NullMarked;
