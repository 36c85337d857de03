package dev.plumb.cli;

import dev.plumb.schema.Argument;
import dev.plumb.schema.VariableText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Arguments of a function on the command line, {@code text=body}, with the meaning that they have in a spec. */
final class ArgumentOptions {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

    private ArgumentOptions() {}

    /**
     * By parameter.
     *
     * @param given each one or more {@code PARAMETER=VALUE}, joined by commas
     * @throws UsageException if one is not
     */
    static Map<String, Argument> parse(List<String> given) {
        Map<String, Argument> arguments = new TreeMap<>();
        for (String argument : given.stream().flatMap(a -> split(a).stream()).toList()) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new UsageException(
                        "--args " + argument + " is not of the form PARAMETER=VALUE",
                        "write such as --args text=body,dimensions=64, and the address before it");
            }
            String name = argument.substring(0, equals).strip();
            if (arguments.put(name, argument(argument.substring(equals + 1).strip())) != null) {
                throw new UsageException("--args gives " + name + " twice", "give it once");
            }
        }
        return arguments;
    }

    /** At commas outside of quotes. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        char quote = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && c == ',') {
                parts.add(text.substring(start, i));
                start = i + 1;
            } else if (quote == 0 && c == '\'' && i > 0 && text.charAt(i - 1) == '=') {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Argument argument(String value) {
        if (value.length() > 1 && value.startsWith("'") && value.endsWith("'")) {
            return Argument.text(value.substring(1, value.length() - 1).replace("''", "'"));
        }
        if (value.equals("true") || value.equals("false")) {
            return Argument.flag(Boolean.parseBoolean(value));
        }
        if (NUMBER.matcher(value).matches()) {
            return Argument.number(new BigDecimal(value));
        }
        return VariableText.mentionsVariables(value) ? Argument.text(value) : Argument.column(value);
    }
}
