package dev.plumb.environment;

/** Where the value of a variable was set; the first that has one decides. */
public enum Origin {
    ENVIRONMENT("the environment's 'variables'"),
    COMMAND_LINE("the command line"),
    PROCESS("the process environment"),
    DOTENV(".env"),
    DEFAULT("the default"),
    BUILT_IN("built in");

    private final String shown;

    Origin(String shown) {
        this.shown = shown;
    }

    /** As a person would call it. */
    public String shown() {
        return shown;
    }
}
