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
    ADOPT("=", "adopt"),
    /** From now on Plumb no longer manages it, and leaves it as it is. Runs no SQL. */
    FORGET("o", "forget");

    private final String symbol;
    private final String verb;

    Action(String symbol, String verb) {
        this.symbol = symbol;
        this.verb = verb;
    }

    /** Whether only the ledger hears of it. */
    public boolean isBookkeeping() {
        return this == ADOPT || this == FORGET;
    }

    public String symbol() {
        return symbol;
    }

    public String verb() {
        return verb;
    }
}
