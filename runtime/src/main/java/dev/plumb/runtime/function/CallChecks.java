package dev.plumb.runtime.function;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;
import dev.plumb.schema.Argument;
import dev.plumb.schema.ArgumentAddress;
import dev.plumb.schema.ArgumentVisitor;
import dev.plumb.schema.Spec;
import dev.plumb.schema.VariableText;
import dev.plumb.source.Problem;
import dev.plumb.source.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the functions that a spec calls are there, and take and give what the spec says. */
public final class CallChecks {
    private final FunctionCatalog catalog;
    private final Map<String, String> variables;
    private final Spec spec;

    /**
     * @param variables of the project, by name
     * @param spec as written, for the places of its parts
     */
    public CallChecks(FunctionCatalog catalog, Map<String, String> variables, Spec spec) {
        this.catalog = catalog;
        this.variables = Map.copyOf(variables);
        this.spec = spec;
    }

    /** Variables of literals that have no value; needs neither a function nor a server. */
    public List<Problem> unbound(DeclaredCall declared) {
        List<Problem> problems = new ArrayList<>();
        declared.call().arguments().forEach((parameter, argument) -> names(argument).stream()
                .filter(name -> !variables.containsKey(name))
                .forEach(name -> problems.add(at(
                        declared,
                        parameter,
                        "the variable " + name + " is not set",
                        Suggestions.nearest(name, variables.keySet())
                                .map(nearest -> "set it in the environment or in .env; did you mean " + nearest + "?")
                                .orElse("set it in the environment or in .env")))));
        return problems;
    }

    /** What is wrong with a call whose variables are all bound. */
    public List<Problem> problems(DeclaredCall declared) {
        Optional<LoadedFunction> function = catalog.find(declared.call().function());
        return function.isEmpty() ? List.of(unknown(declared)) : new Check(declared, function.get()).problems();
    }

    /** A call without problems as it is kept in the catalog. */
    public String definition(DeclaredCall declared) {
        LoadedFunction function = catalog.find(declared.call().function()).orElseThrow();
        return CallJson.definition(declared.call(), function.description().version(), literals());
    }

    private ArgumentLiteral literals() {
        return ArgumentLiteral.filledWith(name -> variables.getOrDefault(name, ""));
    }

    private static Set<String> names(Argument argument) {
        return argument.accept(new ArgumentVisitor<>() {
            @Override
            public Set<String> column(Argument.ColumnInput input) {
                return Set.of();
            }

            @Override
            public Set<String> literal(Argument.Literal literal) {
                return literal.value()
                        .texts()
                        .map(VariableText::variables)
                        .flatMap(List::stream)
                        .collect(Collectors.toSet());
            }
        });
    }

    private Problem unknown(DeclaredCall declared) {
        String name = declared.call().function();
        List<String> known =
                catalog.functions().stream().map(f -> f.description().name()).toList();
        Optional<String> reason = catalog.problems().stream()
                .map(Problem::toString)
                .filter(p -> p.contains(name))
                .findFirst();
        String remedy = reason.or(() -> Suggestions.nearest(name, known).map(n -> "did you mean " + n + "?"))
                .orElse("put its jar into " + FunctionCatalog.FOLDER + "/; 'plumb functions' lists what is there");
        return at(declared, declared.declared() + ": there is no function " + name, remedy);
    }

    private Problem at(DeclaredCall declared, String message, String remedy) {
        return new Problem(spec.location(declared.declared()), message, Optional.of(remedy));
    }

    private Problem at(DeclaredCall declared, String parameter, String message, String remedy) {
        return new Problem(
                spec.location(new ArgumentAddress(declared.declared(), parameter)),
                declared.declared() + ", argument " + parameter + ": " + message,
                Optional.of(remedy));
    }

    /** One call against its function. */
    private final class Check {
        private final DeclaredCall declared;
        private final LoadedFunction function;
        private final Signature signature;
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, @Nullable Object> constants = new HashMap<>();
        private final Set<String> columns = new HashSet<>();

        private Check(DeclaredCall declared, LoadedFunction function) {
            this.declared = declared;
            this.function = function;
            this.signature = function.description().signature();
        }

        private List<Problem> problems() {
            declared.call().arguments().forEach((name, argument) -> signature
                    .parameter(name)
                    .ifPresentOrElse(p -> argument(p, argument), () -> unknown(name)));
            signature.parameters().stream()
                    .filter(p -> p.required() && !declared.call().arguments().containsKey(p.name()))
                    .forEach(p -> problems.add(at(
                            declared,
                            declared.declared() + ": the argument " + p.name() + " of " + function + " is missing",
                            "give it " + p.type().sqlName() + ": " + p.description())));
            if (!DeclaredType.of(declared.resultType()).accepts(signature.result())) {
                problems.add(at(
                        declared,
                        declared.declared() + " is " + declared.resultType() + ", but " + function + " gives "
                                + signature.result().sqlName(),
                        "make its type " + signature.result().sqlName()));
            }
            if (problems.isEmpty()) {
                askFunction(signature.constants(constants, columns));
            }
            return problems;
        }

        private void unknown(String name) {
            List<String> known =
                    signature.parameters().stream().map(Parameter::name).toList();
            problems.add(at(
                    declared,
                    name,
                    function + " has no such parameter",
                    Suggestions.nearest(name, known)
                            .map(nearest -> "did you mean " + nearest + "?")
                            .orElse("it takes " + signature)));
        }

        private void argument(Parameter parameter, Argument argument) {
            argument.accept(new ArgumentVisitor<Boolean>() {
                @Override
                public Boolean column(Argument.ColumnInput input) {
                    return Check.this.column(parameter, input.name());
                }

                @Override
                public Boolean literal(Argument.Literal literal) {
                    try {
                        constants.put(parameter.name(), literals().value(literal.value(), parameter.type()));
                        return true;
                    } catch (IllegalArgumentException e) {
                        return problems.add(at(
                                declared,
                                parameter.name(),
                                String.valueOf(e.getMessage()),
                                "write a " + parameter.type().sqlName() + ": " + parameter.description()));
                    }
                }
            });
        }

        private boolean column(Parameter parameter, String column) {
            columns.add(parameter.name());
            if (parameter.constant()) {
                return problems.add(at(
                        declared,
                        parameter.name(),
                        "it is one value for all rows, not the column " + column,
                        "write a literal: " + parameter.description()));
            }
            String type = declared.type(column);
            ValueType wanted = parameter.type();
            return !DeclaredType.of(type).gives(wanted)
                    && problems.add(at(
                            declared,
                            parameter.name(),
                            "the column " + column + " is " + type + ", but " + function + " takes " + wanted.sqlName(),
                            "give it another column, or a computed one that converts it"));
        }

        private void askFunction(Arguments known) {
            try {
                function.problems(known)
                        .forEach(p -> problems.add(at(
                                declared, declared.declared() + ": " + function + ": " + p, "correct its arguments")));
                OptionalInt dimensions = function.dimensions(known);
                boolean other = dimensions.isPresent()
                        && declared.dimensions().isPresent()
                        && dimensions.getAsInt() != declared.dimensions().getAsInt();
                if (other) {
                    problems.add(at(
                            declared,
                            declared.declared() + ": it has "
                                    + declared.dimensions().getAsInt() + " dimensions, but " + function + " gives "
                                    + dimensions.getAsInt(),
                            "write dimensions: " + dimensions.getAsInt()));
                }
            } catch (FunctionDefectException e) {
                problems.add(at(declared, declared.declared() + ": " + e.getMessage(), "repair the function"));
            }
        }
    }
}
