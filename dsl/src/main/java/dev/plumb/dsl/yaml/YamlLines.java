package dev.plumb.dsl.yaml;

/** Lines of YAML in the making: keeps the indentation and knows what still fits. */
final class YamlLines {
    private static final int WIDTH = 120;
    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder();
    private String indentation = "";
    private int lineStart;

    /** Begins a line with a key or a dash. */
    void begin(String head) {
        lineStart = text.length();
        text.append(indentation).append(head);
    }

    /** True when the value fits behind what the line holds already. */
    boolean fits(String value) {
        return text.length() - lineStart + 1 + value.length() <= WIDTH;
    }

    /** Ends the line with a value. */
    void inline(String value) {
        text.append(' ').append(value).append('\n');
    }

    /** Ends the line and writes a literal block below it. */
    void block(String value) {
        text.append(value.endsWith("\n") ? " |\n" : " |-\n");
        value.lines().forEach(line -> {
            text.append(line.isEmpty() ? "" : indentation + STEP + line).append('\n');
        });
    }

    /** Ends the line and writes what belongs to it, one step further in. */
    void nested(Runnable content) {
        text.append('\n');
        String outer = indentation;
        indentation = outer + STEP;
        content.run();
        indentation = outer;
    }

    /** An empty line between two sections. */
    void gap() {
        text.append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
