package dev.plumb.runtime.cell;

import dev.plumb.plugin.ValueType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of columns as functions know them, and back as text that the server reads. */
public final class ColumnValues {
    private static final DateTimeFormatter YEAR_TO_DAY = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 9, SignStyle.NEVER)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(" HH:mm:ss.SSSSSS", Locale.ROOT);

    private ColumnValues() {}

    /**
     * One value; null for null.
     *
     * @throws UnsuitableValueException if the type has no such value, such as {@code NaN}
     */
    public static @Nullable Object read(ResultSet row, int index, ValueType type)
            throws SQLException, UnsuitableValueException {
        String text = row.getString(index);
        if (text == null) {
            return null;
        }
        return switch (type) {
            case TEXT, JSON -> text;
            case INTEGER -> row.getInt(index);
            case BIGINT -> row.getLong(index);
            case DOUBLE -> row.getDouble(index);
            case NUMERIC -> UnsuitableValueException.unlessFinite(text);
            case BOOLEAN -> row.getBoolean(index);
            case BYTEA -> row.getBytes(index);
            case DATE -> row.getObject(index, LocalDate.class);
            case TIMESTAMPTZ -> instant(row.getObject(index, OffsetDateTime.class));
            case UUID -> UUID.fromString(text);
            case TEXT_ARRAY -> strings(row.getArray(index));
            case REAL_ARRAY -> reals(text);
        };
    }

    private static Instant instant(OffsetDateTime time) {
        if (time.equals(OffsetDateTime.MAX)) {
            return Instant.MAX;
        }
        return time.equals(OffsetDateTime.MIN) ? Instant.MIN : time.toInstant();
    }

    private static List<@Nullable String> strings(Array array) throws SQLException, UnsuitableValueException {
        if (array.getArray() instanceof String[] texts) {
            return Collections.unmodifiableList(Arrays.asList(texts));
        }
        throw new UnsuitableValueException("the array has more than one dimension");
    }

    /** {@code {1,2}} of an array, {@code [1,2]} of a vector. */
    private static float[] reals(String text) throws UnsuitableValueException {
        String inner = text.substring(1, text.length() - 1);
        String[] parts = inner.isEmpty() ? new String[0] : inner.split(",");
        float[] reals = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                reals[i] = Float.parseFloat(parts[i]);
            } catch (NumberFormatException e) {
                throw new UnsuitableValueException("the array holds " + parts[i] + " where a number is expected");
            }
        }
        return reals;
    }

    /** As the server reads it. */
    public static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof float[] reals) {
            return reals(reals);
        }
        if (value instanceof List<?> texts) {
            return texts.stream().map(ColumnValues::element).collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof LocalDate date) {
            return date.equals(LocalDate.MAX) ? "infinity" : date.equals(LocalDate.MIN) ? "-infinity" : date(date);
        }
        if (value instanceof Instant instant) {
            return instant.equals(Instant.MAX) ? "infinity" : instant.equals(Instant.MIN) ? "-infinity" : time(instant);
        }
        return value.toString();
    }

    private static String reals(float[] reals) {
        StringBuilder text = new StringBuilder(reals.length * 12).append('{');
        for (int i = 0; i < reals.length; i++) {
            text.append(i == 0 ? "" : ",").append(reals[i]);
        }
        return text.append('}').toString();
    }

    private static String element(@Nullable Object text) {
        return text == null
                ? "NULL"
                : '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String date(LocalDate date) {
        return YEAR_TO_DAY.format(date) + (date.getYear() <= 0 ? " BC" : "");
    }

    private static String time(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        return YEAR_TO_DAY.format(time) + TIME.format(time) + "+00" + (time.getYear() <= 0 ? " BC" : "");
    }
}
