package dev.plumb.runtime.catalog;

/**
 * The server's version, for what only some versions have.
 *
 * @param number {@code server_version_num}: {@code 180006}
 */
record ServerVersion(int number) {
    boolean atLeast(int major) {
        return number >= major * 10_000;
    }

    /** The SQL for servers from {@code major} on, or else what stands for it on older ones. */
    String since(int major, String sql, String older) {
        return atLeast(major) ? sql : older;
    }
}
