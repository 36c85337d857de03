package dev.plumb.plan.planning;

/** One difference between a live and a declared state, by name. */
record Scenario(String name, Requests request) {
    static Scenario of(String name, Requests request) {
        return new Scenario(name, request);
    }
}
