package dev.plumb.runtime.apply;

/** Why an apply is stopped from outside of its own thread. */
enum Stop {
    /** The process was asked to end. */
    INTERRUPTED("it was interrupted"),
    /** The heartbeat found the lease taken over, or its connection gone. */
    LEASE_LOST(
            "its lease on the namespace was lost, because the connection that keeps it failed or another applier took over"),
    /** Others kept one statement waiting for longer than the budget for locks. */
    BLOCKED("others kept the statement waiting for longer than it may"),
    /** One statement took longer than it may. */
    DEADLINE("the statement took longer than its deadline");

    private final String words;

    Stop(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
