package dev.plumb.runtime.canonical;

import dev.plumb.plan.Dependency;
import dev.plumb.schema.Address;
import dev.plumb.schema.Spec;
import dev.plumb.schema.sql.NameMap;
import dev.plumb.schema.sql.SqlNames;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceLocation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server said about the spec, in the spec's own names and at its places. */
final class Diagnosis {
    /** Undefined schema, table, column, function, object: the one kind of error that another error can be the cause of. */
    private static final Set<String> UNDEFINED = Set.of("3F000", "42P01", "42703", "42883", "42704");

    private static final Pattern DATE = Pattern.compile("\\s*\\d{4}-\\d\\d-\\d\\d([ T].*)?");

    private final Spec spec;
    private final NameMap names;
    private final Map<String, String> logicalSchemas;

    /**
     * @param names of the stand-ins
     * @param logicalSchemas every schema that stands for a directory, here and in the environment, to its logical name
     */
    Diagnosis(Spec spec, NameMap names, Map<String, String> logicalSchemas) {
        this.spec = spec;
        this.names = names;
        this.logicalSchemas = Map.copyOf(logicalSchemas);
    }

    /** One problem for each failure that is not merely the consequence of another. */
    List<Problem> problems(List<Trials.Failure> failures) {
        Set<String> broken = failures.stream()
                .map(f -> SqlNames.quote(f.trial().address().name()))
                .collect(Collectors.toSet());
        List<Problem> problems = new ArrayList<>();
        for (Trials.Failure failure : failures) {
            if (!isConsequence(failure, broken)) {
                problems.add(problem(failure));
            }
        }
        return problems.isEmpty() ? failures.stream().map(this::problem).toList() : problems;
    }

    /** A text that cannot even be sent. */
    Problem flawed(Address address, String fragment, String flaw) {
        return new Problem(
                location(address),
                address.kind().label() + " " + address + ": " + flaw + " of " + excerpt(fragment),
                Optional.of("write one SQL expression or query"));
    }

    /** Something that is wrong with an object as a whole. */
    Problem problem(Address address, String flaw) {
        return new Problem(location(address), address.kind().label() + " " + address + ": " + flaw, Optional.empty());
    }

    /** What is declared is reached by the directory's name; a schema's own name would tie the spec to one environment. */
    List<Problem> declared(Set<Dependency> references) {
        Map<String, Set<String>> declared = Names.objectNames(spec.schema());
        return references.stream()
                .filter(r -> declared.getOrDefault(r.referenced().directory().schemaName(), Set.of())
                        .contains(r.referenced().name()))
                .map(r -> new Problem(
                        location(r.dependent()),
                        r.dependent().kind().label() + " " + r.dependent()
                                + ": it names the schema of one environment to" + " reach " + r.referenced(),
                        Optional.of("write "
                                + SqlNames.qualified(
                                        r.referenced().directory().schemaName(),
                                        r.referenced().name()))))
                .toList();
    }

    /** What is managed and no longer declared goes away. */
    List<Problem> undeclared(Set<Dependency> references, Set<Address> managed) {
        return references.stream()
                .filter(r -> managed.contains(r.referenced()))
                .map(r -> new Problem(
                        location(r.dependent()),
                        r.dependent().kind().label() + " " + r.dependent() + ": it needs "
                                + r.referenced().kind().label() + " " + r.referenced()
                                + ", which is no longer declared",
                        Optional.of("declare it again, or do without it")))
                .toList();
    }

    private static boolean isConsequence(Trials.Failure failure, Set<String> broken) {
        Trial trial = failure.trial();
        String own = SqlNames.quote(trial.address().name());
        String message = message(failure.cause());
        return UNDEFINED.contains(String.valueOf(failure.cause().getSQLState()))
                && broken.stream().filter(b -> !b.equals(own)).anyMatch(b -> mentions(message, b));
    }

    private static boolean mentions(String message, String name) {
        int at = message.indexOf(name);
        while (at >= 0) {
            boolean begins = at == 0 || !Character.isLetterOrDigit(message.charAt(at - 1));
            int end = at + name.length();
            boolean ends = end == message.length() || !Character.isLetterOrDigit(message.charAt(end));
            if (begins && ends) {
                return true;
            }
            at = message.indexOf(name, at + 1);
        }
        return false;
    }

    private Problem problem(Trials.Failure failure) {
        Address address = failure.trial().address();
        Optional<ServerErrorMessage> answer = answer(failure.cause());
        String detail = answer.map(ServerErrorMessage::getDetail)
                .map(d -> " (" + logical(d) + ")")
                .orElse("");
        Optional<String> hint = answer.map(ServerErrorMessage::getHint)
                .map(this::logical)
                .or(() -> quotes(failure.trial().fragments()));
        return new Problem(
                location(address),
                address.kind().label() + " " + address + ": " + logical(message(failure.cause())) + detail
                        + place(failure),
                hint);
    }

    /** YAML takes its own quotes away, and what is left of a date is a subtraction to SQL. */
    private static Optional<String> quotes(List<String> fragments) {
        return fragments.stream()
                .filter(f -> DATE.matcher(f).matches())
                .findFirst()
                .map(f -> "to SQL a date is a text in quotes of its own: \"'" + f.strip() + "'\"");
    }

    /** {@code , at character 8 of: length(titel) < 500}. */
    private String place(Trials.Failure failure) {
        int position =
                answer(failure.cause()).map(ServerErrorMessage::getPosition).orElse(0) - 1;
        String sql = failure.trial().sql();
        for (String fragment : failure.trial().fragments()) {
            String physical = names.toPhysical(fragment);
            int start = sql.indexOf(physical);
            while (start >= 0) {
                if (position >= start && position <= start + physical.length()) {
                    int inside = names.toLogical(physical.substring(0, position - start))
                            .length();
                    return ", at character " + (inside + 1) + " of " + excerpt(fragment);
                }
                start = sql.indexOf(physical, start + 1);
            }
        }
        return "";
    }

    private static String excerpt(String fragment) {
        String line = fragment.strip().replaceAll("\\s+", " ");
        return "'" + (line.length() > 100 ? line.substring(0, 100) + "…" : line) + "'";
    }

    /** The part's own place, else the object's, else the directory's. */
    private Optional<SourceLocation> location(Address address) {
        return spec.location(address)
                .or(() -> spec.locations().entrySet().stream()
                        .filter(e -> e.getKey().directory().equals(address.directory())
                                && e.getKey().object().equals(address.object())
                                && e.getKey().part().isEmpty())
                        .map(Map.Entry::getValue)
                        .sorted()
                        .findFirst())
                .or(() -> spec.location(Address.of(address.directory())));
    }

    private String logical(String message) {
        String text = message;
        for (Map.Entry<String, String> schema : logicalSchemas.entrySet()) {
            text = Pattern.compile("(?<![\\w$])" + Pattern.quote(schema.getKey()) + "(?=[.\"])")
                    .matcher(text)
                    .replaceAll(Matcher.quoteReplacement(schema.getValue()));
        }
        return text;
    }

    private static String message(SQLException e) {
        return answer(e).map(ServerErrorMessage::getMessage).orElseGet(() -> String.valueOf(e.getMessage()));
    }

    private static Optional<ServerErrorMessage> answer(SQLException e) {
        return e instanceof PSQLException p ? Optional.ofNullable(p.getServerErrorMessage()) : Optional.empty();
    }
}
