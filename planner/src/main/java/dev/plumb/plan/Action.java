package dev.plumb.plan;

/** What happens at an address. */
public enum Action {
    CREATE("+", "create"),
    ALTER("~", "alter"),
    RENAME(">", "rename"),
    /** Dropped and created with another definition. */
    REPLACE("±", "replace"),
    /** Dropped around the change of something it depends on, and created again exactly as it was. */
    RECREATE("*", "re-create"),
    DROP("-", "drop"),
    /** It exists, is not managed yet, and is as declared: from now on Plumb manages it. Runs no SQL. */
    ADOPT("=", "adopt");

    private final String symbol;
    private final String verb;

    Action(String symbol, String verb) {
        this.symbol = symbol;
        this.verb = verb;
    }

    public String symbol() {
        return symbol;
    }

    public String verb() {
        return verb;
    }
}
