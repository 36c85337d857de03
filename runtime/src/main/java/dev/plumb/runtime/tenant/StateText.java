package dev.plumb.runtime.tenant;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text of a value of the model that tells it from every other one: all components of records, whatever their own text leaves
 * out, and sets and maps in an order that does not depend on how they came about.
 */
final class StateText {
    private StateText() {}

    static String of(Object value) {
        if (value instanceof Record record) {
            return record(record);
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(v -> "?" + of(v)).orElse("-");
        }
        if (value instanceof List<?> list) {
            return list.stream().map(StateText::of).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Collection<?> set) {
            return sorted(set.stream().map(StateText::of));
        }
        if (value instanceof Map<?, ?> map) {
            return sorted(map.entrySet().stream().map(e -> of(e.getKey()) + "=" + of(e.getValue())));
        }
        return value instanceof String text ? text.length() + ":" + text : value.toString();
    }

    private static String sorted(Stream<String> texts) {
        return texts.sorted().collect(Collectors.joining(",", "{", "}"));
    }

    private static String record(Record record) {
        StringBuilder text = new StringBuilder(record.getClass().getSimpleName()).append('(');
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            text.append(component.getName())
                    .append('=')
                    .append(of(value(record, component)))
                    .append(';');
        }
        return text.append(')').toString();
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            // Only a record that others may not look into; its own text has all of it.
            return record.toString();
        }
    }
}
