package dev.plumb.testing.schema;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names and texts that break what is not careful: quotes, keywords, YAML's traps, all of Unicode, 63 bytes. */
public final class HostileTexts {
    private static final int MAX_NAME_BYTES = 63;

    private static final List<String> NAMES = List.of(
            "id",
            "documents",
            "order",
            "select",
            "type",
            "no",
            "on",
            "Yes",
            "y",
            "off",
            "null",
            "~",
            "true",
            "1e3",
            "0x1F",
            "1_000",
            "12:30:45",
            "2024-01-01",
            ".5",
            ".inf",
            "=",
            "<<",
            "-",
            "?",
            ":",
            "a: b",
            "a #b",
            "#a",
            "- a",
            "[a]",
            "{a}",
            "a,b",
            "*a",
            "&a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
            "`a`",
            "'a'",
            "\"a\"",
            "a\"b",
            "a'b",
            "a\\b",
            "Camel Case",
            " leading",
            "trailing ",
            "a.b",
            "a/b",
            "a__b",
            "_",
            "${HOME}",
            "$$",
            "$1",
            "a$b",
            "gr\u00fcn",
            "\u65e5\u672c\u8a9e",
            "\ud83d\ude00",
            "e\u0301",
            "\u200b",
            "\ufeff",
            "\u0085x",
            "a\u2028b",
            "tab\there",
            "line\nbreak",
            "cr\rhere",
            "\u00a0",
            "--",
            "/* x */",
            ";",
            "drop table x; --",
            "primary_key",
            "columns",
            "x".repeat(MAX_NAME_BYTES),
            "\u00e4".repeat(31) + "z");

    private static final List<String> TEXTS = List.of(
            "plain text",
            "it's",
            "say \"hi\"",
            "two\nlines",
            "two\nlines\n",
            "ends\n\n",
            "\nbegins",
            "  indented\n  twice",
            "a\n\n  b\n\nc",
            "tab\tinside",
            "a\n\tb",
            "\ttab first",
            "trailing \nspace",
            "cr\r\nlf",
            "a: b",
            "key: [x]",
            "# no comment",
            "a #b",
            "yes",
            "no",
            "null",
            "~",
            "1e3",
            "0",
            "-1",
            "",
            "- x",
            "? x",
            "| x",
            "> x",
            "%x",
            "${VAR} and $$ and $1",
            "\\backslash\\n",
            "\ud83d\ude00 \u00fc \u65e5",
            "\u0085\u2028\u2029",
            "\u007f",
            "\u0001",
            "\u00a0nbsp",
            " leading",
            "trailing ",
            "---",
            "...",
            "--- a",
            "'; drop table x; --",
            "{a: b}",
            "a, b");

    private static final List<String> EXPRESSIONS = List.of(
            "0",
            "true",
            "null",
            "'x'",
            "now()",
            "'it''s'",
            "E'a\\nb'",
            "$$a 'b' \"c\"$$",
            "$q$ ${x} $q$",
            "'a: b # c'",
            "'two\nlines'",
            "(1 + 2)",
            "lower(title)",
            "\"Quoted Name\" > 0",
            "a between 1 and 2",
            "x is not null",
            "array['a', 'b']",
            "'{}'::jsonb",
            "nextval('s'::regclass)",
            "-- comment\n1",
            "/* c */ 1",
            "case when a then 'b' else 'c' end",
            "interval '1 day'",
            "\ud83d\ude00 is null",
            "a = any (array[1, 2])",
            "coalesce(a, 'default not null')",
            "'\u0085'",
            "'tab\tin'",
            "- 1",
            "[1]",
            "* 2",
            "a with b",
            "'with ='",
            "current_date",
            "\"default\"",
            "1.50",
            "1e3");

    private static final List<String> TYPES = List.of(
            "integer",
            "bigint",
            "text",
            "numeric(10,2)",
            "character varying(20)",
            "timestamp(3) with time zone",
            "text[]",
            "library.status",
            "\"My Type\"",
            "library__raw.\"Typ e\"[]",
            "double precision",
            "bit varying(5)",
            "interval day to second(3)",
            "geometry(Point,4326)",
            "integer[3][4]");

    private final Chance chance;

    public HostileTexts(Chance chance) {
        this.chance = chance;
    }

    /** A name that PostgreSQL can store, not among those taken, which it joins. */
    public String name(Set<String> taken) {
        String name = chance.oneIn(3) ? "n" + chance.below(1000) : chance.of(NAMES);
        while (!taken.add(name)) {
            name = fitting(name, "_" + chance.below(10_000));
        }
        return name;
    }

    /** A name that may be anybody's. */
    public String name() {
        return name(new HashSet<>());
    }

    /** A text without meaning, such as a comment; never empty. */
    public String comment() {
        String text = text();
        return text.isEmpty() ? "comment" : text;
    }

    /** A text without meaning, such as a label of an enum. */
    public String text() {
        return chance.of(TEXTS);
    }

    /** SQL of an expression, well-formed as tokens, without white space around it. */
    public String expression() {
        return chance.of(EXPRESSIONS);
    }

    public String type() {
        return chance.of(TYPES);
    }

    private static String fitting(String name, String suffix) {
        int end = name.length();
        while ((name.substring(0, end) + suffix).getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES
                || (end > 0 && Character.isHighSurrogate(name.charAt(end - 1)))) {
            end--;
        }
        return name.substring(0, end) + suffix;
    }
}
