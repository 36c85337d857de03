package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Formula;
import dev.plumb.plan.computed.FormulaVisitor;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.Parameter;
import dev.plumb.runtime.call.FunctionCalls;
import dev.plumb.runtime.function.FunctionCatalog;
import dev.plumb.runtime.function.LoadedFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the functions of cells and makes them ready with the arguments that the cells give them. */
public final class CellFunctions {
    private final FunctionCatalog catalog;
    private final FunctionContext context;
    private final FunctionCalls calls;

    /**
     * @param context whose variables the literals of a schema may name
     */
    public CellFunctions(FunctionCatalog catalog, FunctionContext context, FunctionCalls calls) {
        this.catalog = catalog;
        this.context = context;
        this.calls = calls;
    }

    /** Why this process cannot compute a cell of a function, if its function is not there in the version that the cell is defined with. */
    public Optional<MissingFunctionException> missing(ComputedTable table, Cell cell) {
        CallDefinition definition = CallDefinition.parse(definition(cell));
        Optional<LoadedFunction> function = catalog.find(definition.function());
        if (function.isEmpty()) {
            return Optional.of(MissingFunctionException.notFound(table, cell, definition));
        }
        return function.filter(f -> !f.description().version().equals(definition.version()))
                .map(f -> MissingFunctionException.otherVersion(table, cell, definition, f));
    }

    /**
     * The cell's function, open.
     *
     * @throws MissingFunctionException if it is not there, or not in the version that the column is defined with
     * @throws dev.plumb.runtime.call.UnusableFunctionException if it says that it cannot work here
     */
    FunctionCell of(ComputedTable table, Cell cell) {
        Optional<MissingFunctionException> missing = missing(table, cell);
        if (missing.isPresent()) {
            throw missing.get();
        }
        CallDefinition definition = CallDefinition.parse(definition(cell));
        LoadedFunction function = catalog.find(definition.function()).orElseThrow();
        Map<String, String> columns = new HashMap<>();
        Arguments constants = constants(function, definition, columns);
        return new FunctionCell(cell, function, constants, columns, calls.caller(function, constants));
    }

    private Arguments constants(LoadedFunction function, CallDefinition definition, Map<String, String> columns) {
        LiteralValue literals = new LiteralValue(name -> context.variable(name).orElse(""));
        Map<String, @Nullable Object> constants = new HashMap<>();
        for (Parameter parameter : function.description().signature().parameters()) {
            Optional.ofNullable(definition.arguments().get(parameter.name())).ifPresent(source -> {
                if (source instanceof CallDefinition.ColumnSource column) {
                    columns.put(parameter.name(), column.name());
                } else if (source instanceof CallDefinition.LiteralSource literal) {
                    constants.put(parameter.name(), literals.of(literal.value(), parameter.type()));
                }
            });
        }
        return function.description().signature().constants(constants, columns.keySet());
    }

    private static String definition(Cell cell) {
        return cell.formula().accept(new FormulaVisitor<>() {
            @Override
            public String expression(Formula.Expression expression) {
                throw new IllegalArgumentException(cell.column() + " is computed by the server");
            }

            @Override
            public String call(Formula.Call call) {
                return call.definition();
            }
        });
    }
}
