package dev.plumb.runtime.backfill;

/** Another process has taken the chunk over; what this one was about to write is rolled back. */
final class ChunkLostException extends Exception {
    private static final long serialVersionUID = 1L;
}
