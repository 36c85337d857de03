package dev.plumb.runtime.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The current row of a result, by column name. */
final class Row {
    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    /**
     * @throws ConcurrentDdlException when it is null: deparsing functions give null for what was dropped meanwhile
     */
    String text(String column) throws SQLException {
        return optionalText(column)
                .orElseThrow(() -> new ConcurrentDdlException("the catalog gave no " + column + " for an object"));
    }

    Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(results.getString(column));
    }

    /** A text that must be there when the flag says so. */
    Optional<String> optionalText(String flag, String column) throws SQLException {
        return flag(flag) ? Optional.of(text(column)) : Optional.empty();
    }

    boolean flag(String column) throws SQLException {
        return results.getBoolean(column);
    }

    /** Catalog codes are of type {@code "char"}. */
    char code(String column) throws SQLException {
        String code = text(column);
        return code.isEmpty() ? ' ' : code.charAt(0);
    }

    long number(String column) throws SQLException {
        return results.getLong(column);
    }

    /** Empty when the column is null. */
    List<String> texts(String column) throws SQLException {
        return Arrays.asList(array(column, new String[0]));
    }

    Optional<List<String>> optionalTexts(String column) throws SQLException {
        List<String> texts = texts(column);
        return results.wasNull() ? Optional.empty() : Optional.of(texts);
    }

    /** Empty when the column is null. */
    List<Boolean> flags(String column) throws SQLException {
        return Arrays.asList(array(column, new Boolean[0]));
    }

    /** {@code {fillfactor=70,…}} by name; empty when the column is null. */
    Map<String, String> options(String column) throws SQLException {
        return texts(column).stream()
                .map(o -> o.split("=", 2))
                .collect(Collectors.toMap(o -> o[0], o -> o.length == 2 ? o[1] : "true"));
    }

    @SuppressWarnings("unchecked") // the caller names the element type of the SQL array
    private <T> T[] array(String column, T[] none) throws SQLException {
        @Nullable Array array = results.getArray(column);
        return array == null ? none : (T[]) array.getArray();
    }
}
