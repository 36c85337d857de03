package dev.plumb.function.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.plugin.FunctionException;
import dev.plumb.plugin.TransientException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests to a server, and says of each that failed what kind of failure it is. Safe for several threads. */
final class OpenAiClient {
    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final HttpClient http;
    private final OpenAiServer server;
    private final Duration timeout;
    private final RefusedAnswer refused;

    /**
     * @param timeout for a whole exchange, from connecting to the last byte of the answer
     */
    OpenAiClient(OpenAiServer server, Duration timeout, Clock clock) {
        this.server = server;
        this.timeout = timeout;
        this.refused = new RefusedAnswer(server, clock);
        // Some servers that speak this protocol stumble over the offer of HTTP/2.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    ObjectNode newBody() {
        return mapper.createObjectNode();
    }

    /** What the service answers. */
    JsonNode post(String service, ObjectNode body) throws FunctionException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.service(service))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        server.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        HttpResponse<byte[]> answer = send(request.build());
        if (answer.statusCode() < 200 || answer.statusCode() > 299) {
            throw refused.failure(answer);
        }
        return parse(answer);
    }

    // The request's own timeout ends with the headers; this one is also for a body that trickles.
    private HttpResponse<byte[]> send(HttpRequest request) throws TransientException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw timedOut(e);
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            answer.cancel(true);
        }
    }

    private TransientException failure(ExecutionException e) {
        if (e.getCause() instanceof HttpTimeoutException timedOut) {
            return timedOut(timedOut);
        }
        if (e.getCause() instanceof IOException broken) {
            return new TransientException(
                    "connection_failed",
                    server + " could not be reached, or broke off: " + server.masked(broken.toString()),
                    broken);
        }
        throw new IllegalStateException("the HTTP client failed", e);
    }

    private TransientException timedOut(Exception e) {
        return new TransientException("timeout", server + " did not answer within " + timeout.toMillis() + " ms", e);
    }

    private JsonNode parse(HttpResponse<byte[]> answer) throws TransientException {
        try {
            return mapper.readTree(new String(answer.body(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw invalid("is not JSON, or only a part of it");
        }
    }

    /** An answer that makes no sense, which another try may do better. */
    TransientException invalid(String what) {
        return new TransientException("invalid_answer", "the answer of " + server + " " + what);
    }
}
