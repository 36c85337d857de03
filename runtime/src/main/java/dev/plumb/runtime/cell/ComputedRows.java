package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.WriteMode.CellFailure;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Results of some rows that wait to be written. */
public final class ComputedRows {
    private final List<InputRow> rows;
    private final Map<String, List<CellResult>> results;
    private final List<String> aborting;

    ComputedRows(List<InputRow> rows, Map<String, List<CellResult>> results, List<String> aborting) {
        this.rows = rows;
        this.results = results;
        this.aborting = aborting;
    }

    public int size() {
        return rows.size();
    }

    String[] keys() {
        return rows.stream().map(InputRow::key).toArray(String[]::new);
    }

    String[] guards() {
        return rows.stream().map(InputRow::guard).toArray(String[]::new);
    }

    @Nullable
    String[] texts(String column) {
        List<CellResult> cells = results.getOrDefault(column, List.of());
        @Nullable String[] texts = new @Nullable String[cells.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = cells.get(i).text().orElse(null);
        }
        return texts;
    }

    /** By key and column. */
    Map<String, Map<String, CellFailure>> failures() {
        Map<String, Map<String, CellFailure>> failures = new HashMap<>();
        results.forEach((column, cells) -> {
            for (int i = 0; i < cells.size(); i++) {
                if (cells.get(i).failure().isPresent()) {
                    failures.computeIfAbsent(rows.get(i).key(), k -> new HashMap<>())
                            .put(column, cells.get(i).failure().get());
                }
            }
        });
        return failures;
    }

    /** How many cells have an error. */
    public int failed() {
        return failures().values().stream().mapToInt(Map::size).sum();
    }

    /** The first error of a column that wants no error, but for those whose input already has one. */
    public Optional<FailedCell> firstAborting() {
        for (String column : aborting) {
            List<CellResult> cells = results.getOrDefault(column, List.of());
            for (int i = 0; i < cells.size(); i++) {
                Optional<CellFailure> failure = cells.get(i).failure();
                if (failure.filter(f -> !f.type().equals(FunctionCell.INPUT_FAILED))
                        .isPresent()) {
                    return Optional.of(new FailedCell(
                            column,
                            rows.get(i).key(),
                            failure.get().type(),
                            failure.get().message()));
                }
            }
        }
        return Optional.empty();
    }

    /** The same with an error in place of the values of some columns, for a single row which the database refuses. */
    ComputedRows refused(Collection<String> columns, CellFailure failure) {
        Map<String, List<CellResult>> refused = new LinkedHashMap<>();
        results.forEach((column, cells) -> refused.put(
                column,
                columns.contains(column) && cells.get(0).failure().isEmpty()
                        ? List.of(CellResult.failure(failure))
                        : cells));
        return new ComputedRows(rows, refused, aborting);
    }

    /** Some of the rows, one after another. */
    ComputedRows part(int from, int to) {
        Map<String, List<CellResult>> part = new LinkedHashMap<>();
        results.forEach((column, cells) -> part.put(column, cells.subList(from, to)));
        return new ComputedRows(rows.subList(from, to), part, aborting);
    }
}
