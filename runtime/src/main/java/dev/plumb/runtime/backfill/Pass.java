package dev.plumb.runtime.backfill;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What is left to write of one pass over a chunk, a transaction each. Rows that somebody holds come last, when no other row waits for
 * them any more.
 */
final class Pass {
    private final Chunk chunk;
    private final int before;
    private final int total;
    private final Deque<Part> left = new ArrayDeque<>();

    /**
     * A pass.
     *
     * @param number of the pass, from 0
     * @param passes over the chunk in all
     * @param first the first stripe that is not done
     */
    Pass(Chunk chunk, int number, int passes, int first, Step.Stripes stripes) {
        this.chunk = chunk;
        this.before = number * chunk.stripes();
        this.total = passes * chunk.stripes();
        for (int stripe = first; stripe < chunk.stripes(); stripe++) {
            left.addLast(new Part(stripe, stripes.stripe(stripe)));
        }
    }

    private record Part(int stripe, Write write) {}

    Chunk chunk() {
        return chunk;
    }

    boolean isOpen() {
        return !left.isEmpty();
    }

    /** The next transaction. */
    Write next() {
        return left.getFirst().write();
    }

    /**
     * How many stripes of all passes are done with the next transaction: those before the first of which something is left.
     *
     * @param held what is left of the transaction itself
     */
    int doneAfter(List<Write> held) {
        int own = held.isEmpty() ? chunk.stripes() : left.getFirst().stripe();
        return before + left.stream().skip(1).mapToInt(Part::stripe).reduce(own, Math::min);
    }

    boolean isLast(int done) {
        return done == total;
    }

    /**
     * The next transaction is committed.
     *
     * @param held what is left of it
     */
    void committed(List<Write> held) {
        int stripe = left.removeFirst().stripe();
        held.forEach(write -> left.addLast(new Part(stripe, write)));
    }
}
