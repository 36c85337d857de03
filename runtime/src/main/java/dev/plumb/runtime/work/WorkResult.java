package dev.plumb.runtime.work;

/**
 * What a worker has done.
 *
 * @param rows whose cells were written
 * @param cellsFailed that got an error
 * @param notesLeft with other workers, or to be tried again later
 */
public record WorkResult(long rows, long cellsFailed, long notesLeft) {}
