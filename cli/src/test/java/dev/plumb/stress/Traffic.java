package dev.plumb.stress;

/** What all clients share: how far they are, whether to go on, and which ids are taken. */
final class Traffic {
    private long committed;
    private long deadlocks;
    private long nextId;
    private boolean stopped;
    private boolean guarded;

    Traffic(long firstFreeId) {
        this.nextId = firstFreeId;
    }

    synchronized boolean goesOn() {
        return !stopped;
    }

    /** Lets every client return after the transaction that it is at. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized void committed() {
        committed++;
        notifyAll();
    }

    synchronized long count() {
        return committed;
    }

    synchronized void deadlocked() {
        deadlocks++;
    }

    synchronized long deadlocks() {
        return deadlocks;
    }

    /** Returns when this many more transactions are committed, or when no more will be. */
    synchronized void await(long more) throws InterruptedException {
        long goal = committed + more;
        while (committed < goal && !stopped) {
            wait();
        }
    }

    /** From now on the expression that aborts must refuse a row. */
    synchronized void guard() {
        guarded = true;
    }

    synchronized boolean isGuarded() {
        return guarded;
    }

    /** The first of this many ids that nobody has had. */
    synchronized long newIds(int count) {
        nextId += count;
        return nextId - count;
    }

    synchronized long highestId() {
        return nextId - 1;
    }
}
