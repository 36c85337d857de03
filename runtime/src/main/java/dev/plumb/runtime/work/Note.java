package dev.plumb.runtime.work;

import java.util.Set;

/**
 * A claimed note.
 *
 * @param relation oid
 * @param key a JSON array
 * @param cells physical
 * @param attempts with this one
 */
record Note(long id, long relation, String key, Set<String> cells, int attempts) {}
