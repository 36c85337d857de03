package dev.plumb.function.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;
import java.util.List;
import java.util.Optional;

/** {@code json.path}: the value that a singular query of RFC 9535 finds. */
public final class JsonPath implements ColumnFunction {
    private static final Signature SIGNATURE = Signature.of(
            ValueType.JSON,
            Parameter.required("json", ValueType.JSON, "the value to look into"),
            Parameter.required("path", ValueType.TEXT, "a singular query of RFC 9535, such as $.authors[0]['name']")
                    .asConstant());

    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @Override
    public String name() {
        return "json.path";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String description() {
        return "The value at a path of a JSON value; null when there is none.";
    }

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public List<String> problems(Arguments constants) {
        Optional<String> path = constants.find("path", String.class);
        try {
            path.ifPresent(SingularQuery::parse);
            return List.of();
        } catch (InvalidQueryException e) {
            return List.of("path: " + e.getMessage());
        }
    }

    @Override
    public List<Outcome> compute(List<Arguments> rows) {
        SingularQuery query = SingularQuery.parse(rows.get(0).text("path"));
        return rows.stream().map(row -> compute(row.text("json"), query)).toList();
    }

    private Outcome compute(String json, SingularQuery query) {
        try {
            JsonNode found = query.find(mapper.readTree(json));
            return Outcome.value(found.isMissingNode() ? null : mapper.writeValueAsString(found));
        } catch (JsonProcessingException e) {
            return Outcome.error("invalid_json", "the value is not JSON: " + e.getOriginalMessage());
        }
    }
}
