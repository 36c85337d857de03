package dev.plumb.runtime;

import dev.plumb.runtime.backfill.BackfillListener;

/** Told how an apply fills computed columns. */
@FunctionalInterface
public interface FillListener {
    /** Hears nothing. */
    FillListener SILENT = backfill -> () -> {};

    /** One backfill begins, or goes on. */
    Filling filling(TableBackfill backfill);

    /** Told how one backfill goes, until it is closed. */
    @FunctionalInterface
    interface Filling extends BackfillListener, AutoCloseable {
        @Override
        void close();
    }
}
