package dev.plumb.function.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumb.plugin.FunctionException;
import dev.plumb.plugin.RejectedException;
import dev.plumb.plugin.ThrottledException;
import dev.plumb.plugin.TransientException;
import dev.plumb.plugin.UnusableException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a status that is not a success means. */
final class RefusedAnswer {
    private static final int LONGEST_MESSAGE = 300;

    /** Rows that are wrong in themselves; everything else with 4xx is wrong for every row. */
    private static final Set<Integer> OF_ROWS = Set.of(400, 413, 422);

    private static final Set<Integer> TEMPORARY = Set.of(408, 409, 425);

    /** The parts of a request that come from rows. */
    private static final Set<String> ROW_PARAMETERS = Set.of("", "input", "messages", "prompt");

    private final ObjectMapper mapper = new ObjectMapper();
    private final OpenAiServer server;
    private final RetryAfter retryAfter;

    RefusedAnswer(OpenAiServer server, Clock clock) {
        this.server = server;
        this.retryAfter = new RetryAfter(clock);
    }

    FunctionException failure(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        JsonNode error = error(answer);
        Optional<Duration> wait = retryAfter.of(answer.headers());
        if (status == 429 && error.path("code").asText().equals("insufficient_quota")) {
            return unusable("quota_exceeded", status, error, "raise the quota of the account");
        }
        if (status == 429 || (status == 503 && wait.isPresent())) {
            return new ThrottledException(wait, sentence(status, error));
        }
        if (status >= 500 || TEMPORARY.contains(status)) {
            return new TransientException("server_error", sentence(status, error));
        }
        if (OF_ROWS.contains(status) && isOfRow(error)) {
            return new RejectedException("bad_request", sentence(status, error));
        }
        return permanent(status, error);
    }

    private FunctionException permanent(int status, JsonNode error) {
        if (status == 401) {
            // Servers quote parts of the key here.
            return unusable("unauthorized", status, MissingNode.getInstance(), "set OPENAI_API_KEY to a valid key");
        }
        if (status == 403) {
            return unusable("forbidden", status, error, "use a key that may do this");
        }
        if (status == 404) {
            return unusable("not_found", status, error, "correct the model, or OPENAI_BASE_URL");
        }
        if (OF_ROWS.contains(status)) {
            return unusable("bad_argument", status, error, "correct the arguments of the function");
        }
        return unusable("refused", status, error, "correct OPENAI_BASE_URL, or ask who runs the server");
    }

    private UnusableException unusable(String type, int status, JsonNode error, String remedy) {
        return new UnusableException(type, sentence(status, error) + "; " + remedy);
    }

    private static boolean isOfRow(JsonNode error) {
        String parameter = error.path("param").asText("").replaceFirst("[.\\[].*", "");
        boolean aboutModel = error.path("code").asText().equals("model_not_found");
        return !aboutModel && (error.path("param").isNull() || ROW_PARAMETERS.contains(parameter));
    }

    private String sentence(int status, JsonNode error) {
        String message = server.masked(error.path("message").asText("").strip());
        String shown = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
        return server + " answered " + status + (shown.isEmpty() ? "" : ": " + shown);
    }

    /** The error object, or a missing node where the body is something else, such as a proxy's page. */
    private JsonNode error(HttpResponse<byte[]> answer) {
        try {
            JsonNode body = mapper.readTree(answer.body());
            return body.path("error").isObject() ? body.path("error") : body;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
