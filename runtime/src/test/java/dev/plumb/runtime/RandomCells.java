package dev.plumb.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A random spec of one table with computed columns of all kinds, and what their values have to be.
 *
 * @param yaml of the directory {@code library} with the table {@code documents}
 * @param expected by column, SQL over the columns that clients write
 */
record RandomCells(String yaml, Map<String, String> expected) {
    private static final List<String> KEYS = List.of(
            "",
            "    primary_key: [id]\n",
            "    primary_key: [id, title]\n",
            "    unique: {documents_key: [title, id]}\n");

    static RandomCells of(Random random) {
        List<String> columns = new ArrayList<>();
        Map<String, String> expected = new LinkedHashMap<>();
        int factor = 1 + random.nextInt(2);
        Maker maker = new Maker(random, columns, expected);
        maker.sql("twice", "integer", "pages * " + factor, "pages * " + factor);
        maker.sql("size", "integer", "length(title)", "length(title)");
        maker.ignoring("share", "100 / pages", "case when pages <> 0 then 100 / pages end");
        maker.call("loud", "title", "upper(title)");
        maker.after("twice", t -> maker.sql("more", "bigint", "twice + " + factor, "(" + t + ") + " + factor));
        maker.after("share", s -> maker.sql("half", "integer", "share / 2", "(" + s + ") / 2"));
        maker.after("loud", l -> maker.sql("long", "boolean", "length(loud) > 2", "length(" + l + ") > 2"));
        maker.after("loud", l -> maker.call("louder", "loud", "upper(" + l + ")"));
        String indexes = expected.isEmpty() || random.nextBoolean()
                ? ""
                : "    indexes: {documents_idx: ["
                        + expected.keySet().iterator().next() + "]}\n";
        String yaml = """
                dir: library
                tables:
                  documents:
                    columns:
                      id: bigint not null
                      title: text not null
                      pages: integer
                """ + KEYS.get(random.nextInt(KEYS.size()))
                + (columns.isEmpty() ? "" : "    computed:\n" + String.join("", columns)) + indexes;
        return new RandomCells(yaml, expected);
    }

    private record Maker(Random random, List<String> columns, Map<String, String> expected) {
        void sql(String name, String type, String sql, String value) {
            String onError = random.nextInt(3) == 0 ? ", on_error: ignore" : "";
            add(name, "{type: " + type + ", sql: \"" + sql + "\"" + onError + "}", value);
        }

        void ignoring(String name, String sql, String value) {
            add(name, "{type: integer, sql: \"" + sql + "\", on_error: ignore}", value);
        }

        void call(String name, String input, String value) {
            String onError = random.nextBoolean() ? ", on_error: ignore" : "";
            add(name, "{type: text, function: test.shout, args: {text: " + input + "}" + onError + "}", value);
        }

        void after(String input, Consumer<String> next) {
            String value = expected.get(input);
            if (value != null) {
                next.accept(value);
            }
        }

        private void add(String name, String definition, String value) {
            if (random.nextInt(3) > 0) {
                columns.add("      " + name + ": " + definition + "\n");
                expected.put(name, value);
            }
        }
    }
}
