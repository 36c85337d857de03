package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.WriteMode.CellFailure;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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

    List<InputRow> rows() {
        return rows;
    }

    /** One column of the keys. */
    String[] keys(int column) {
        return rows.stream().map(row -> row.key().get(column)).toArray(String[]::new);
    }

    String[] versions() {
        return rows.stream().map(InputRow::version).toArray(String[]::new);
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

    /** The errors of a row by column. */
    private Map<String, CellFailure> failures(int row) {
        Map<String, CellFailure> failures = new HashMap<>();
        results.forEach(
                (column, cells) -> cells.get(row).failure().ifPresent(failure -> failures.put(column, failure)));
        return failures;
    }

    /**
     * All errors by key and column.
     *
     * @param keys of the {@linkplain #withFailures rows that have one}, as the ledger keeps them
     */
    Map<String, Map<String, CellFailure>> failures(List<String> keys) {
        Map<String, Map<String, CellFailure>> failures = new HashMap<>();
        ComputedRows failed = withFailures();
        for (int i = 0; i < failed.size(); i++) {
            failures.put(keys.get(i), failed.failures(i));
        }
        return failures;
    }

    /** How many cells have an error. */
    public int failed() {
        return (int) results.values().stream()
                .flatMap(List::stream)
                .filter(CellResult::isFailed)
                .count();
    }

    /** The first error of a column that wants no error, but for those whose input already has one. */
    Optional<FirstFailure> firstAborting() {
        for (String column : aborting) {
            List<CellResult> cells = results.getOrDefault(column, List.of());
            for (int i = 0; i < cells.size(); i++) {
                Optional<CellFailure> failure = cells.get(i).failure();
                if (failure.filter(f -> !f.type().equals(FunctionCell.INPUT_FAILED))
                        .isPresent()) {
                    return Optional.of(new FirstFailure(column, part(i, i + 1), failure.get()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * An error that must not be.
     *
     * @param row the one that has it
     */
    record FirstFailure(String column, ComputedRows row, CellFailure failure) {}

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

    /** Each row on its own. */
    public List<ComputedRows> singles() {
        return IntStream.range(0, size()).mapToObj(i -> part(i, i + 1)).toList();
    }

    /** Those of each stripe. */
    public List<ComputedRows> stripes(int count) {
        List<List<Integer>> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(new ArrayList<>(rows.size() / count + 1));
        }
        for (int i = 0; i < rows.size(); i++) {
            places.get(rows.get(i).stripe()).add(i);
        }
        return places.stream()
                .map(some -> only(some.stream().mapToInt(Integer::intValue).toArray()))
                .toList();
    }

    /** Those at these places, or all others. */
    ComputedRows at(BitSet places, boolean others) {
        return only(
                IntStream.range(0, size()).filter(i -> places.get(i) != others).toArray());
    }

    ComputedRows withFailures() {
        return only(IntStream.range(0, size())
                .filter(i ->
                        results.values().stream().anyMatch(cells -> cells.get(i).isFailed()))
                .toArray());
    }

    ComputedRows only(Predicate<InputRow> wanted) {
        return only(
                IntStream.range(0, size()).filter(i -> wanted.test(rows.get(i))).toArray());
    }

    private ComputedRows only(int[] places) {
        Map<String, List<CellResult>> some = new LinkedHashMap<>();
        results.forEach((column, cells) ->
                some.put(column, IntStream.of(places).mapToObj(cells::get).toList()));
        return new ComputedRows(IntStream.of(places).mapToObj(rows::get).toList(), some, aborting);
    }
}
