package dev.plumb.stress;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * How much of what.
 *
 * @param url of an empty database, as libpq writes it
 * @param jdbcUrl of the same
 * @param folder an empty one, for the project and for what the processes say
 * @param rows that are there before there is a computed column
 * @param transactionsPerSecond of each writer at most; empty for as many as there can be
 * @param betweenKills a worker is killed after at most this many transactions of the writers
 * @param bulkRows that some statements write
 */
record StressOptions(
        String url,
        String jdbcUrl,
        Path folder,
        long seed,
        int rows,
        OptionalInt transactionsPerSecond,
        int betweenKills,
        int bulkRows) {}
