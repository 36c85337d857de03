package dev.plumb.source;

/** A file's text by lines, counted as the YAML parser counts them. */
final class SourceText {
    private final String file;
    private final String[] lines;

    SourceText(String file, String text) {
        this.file = file;
        this.lines = text.split("\r\n|[\n\r\u0085\u2028\u2029]", -1);
    }

    /**
     * @param line from 0
     * @param column from 0, in code points
     */
    SourceLocation location(int line, int column) {
        return new SourceLocation(file, line + 1, column + 1);
    }

    /** The text of a line counted from 0, empty when there is none. */
    String line(int line) {
        return line < lines.length ? lines[line] : "";
    }

    /** What stands in a line from a column counted in code points. */
    String lineFrom(int line, int column) {
        String text = line(line);
        int units =
                text.codePointCount(0, text.length()) <= column ? text.length() : text.offsetByCodePoints(0, column);
        return text.substring(units);
    }
}
