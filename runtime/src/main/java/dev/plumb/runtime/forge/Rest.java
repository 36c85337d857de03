package dev.plumb.runtime.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Requests to a REST interface. What may pass is tried again; no message holds the token. */
final class Rest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 5;
    private static final int LONGEST_ANSWER_SHOWN = 300;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final RetryPolicy<HttpResponse<String>> retries;
    private final String root;
    private final Map<String, String> headers;

    /**
     * @param root what every path is below, without a slash at its end
     * @param headers of every request
     * @param firstPause before the second attempt
     */
    Rest(String root, Map<String, String> headers, Duration firstPause) {
        this.root = root;
        this.headers = Map.copyOf(headers);
        this.retries = RetryPolicy.<HttpResponse<String>>builder()
                .handle(IOException.class)
                .handleResultIf(r -> r.statusCode() >= 500 || r.statusCode() == 429)
                .withMaxAttempts(ATTEMPTS)
                .withBackoff(firstPause, firstPause.multipliedBy(16))
                .withJitter(0.5)
                .build();
    }

    /**
     * An answer.
     *
     * @param body null of JSON when there is none
     * @param more whether another page follows
     */
    record Answer(int status, JsonNode body, boolean more) {}

    String root() {
        return root;
    }

    /** Whatever the answer is. */
    Answer get(String path) throws InterruptedException {
        return send("GET", path, Optional.empty());
    }

    /** An answer that is no failure. */
    Answer read(String path) throws InterruptedException {
        return successful("GET", path, get(path));
    }

    void write(String method, String path, String body) throws InterruptedException {
        String json = JsonNodeFactory.instance.objectNode().put("body", body).toString();
        successful(method, path, send(method, path, Optional.of(json)));
    }

    private Answer successful(String method, String path, Answer answer) {
        if (answer.status() / 100 == 2) {
            return answer;
        }
        String said =
                answer.body().path("message").asText(answer.body().path("error").asText(""));
        String shown = said.length() > LONGEST_ANSWER_SHOWN ? said.substring(0, LONGEST_ANSWER_SHOWN) + "…" : said;
        String remedy = answer.status() == 401 || answer.status() == 403 || answer.status() == 404
                ? "give the token the right to read and write comments of this change"
                : "run the command again later";
        throw new ForgeException(
                method + " " + root + path + " was answered with " + answer.status()
                        + (shown.isEmpty() ? "" : ": " + shown),
                remedy);
    }

    private Answer send(String method, String path, Optional<String> json) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .method(method, json.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        headers.forEach(request::header);
        if (json.isPresent()) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response =
                    Failsafe.with(retries).get(() -> client.send(request.build(), BodyHandlers.ofString()));
            return new Answer(response.statusCode(), parsed(response.body()), isFollowed(response.headers()));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw (InterruptedException) new InterruptedException("the request was given up").initCause(e);
            }
            throw new ForgeException(
                    root + " cannot be reached: " + e.getCause(),
                    "check the address and the network, then try again",
                    e);
        }
    }

    /** Both forges link to the next page and to others; GitLab tells its number besides, and says nothing there on the last one. */
    private static boolean isFollowed(HttpHeaders headers) {
        return headers.firstValue("X-Next-Page")
                .map(page -> !page.isBlank())
                .orElseGet(() -> headers.allValues("Link").stream().anyMatch(link -> link.contains("rel=\"next\"")));
    }

    private JsonNode parsed(String body) {
        try {
            JsonNode node = mapper.readTree(body);
            return node == null ? JsonNodeFactory.instance.nullNode() : node;
        } catch (JsonProcessingException e) {
            // A proxy's page, whose status says what is to be known.
            return JsonNodeFactory.instance.nullNode();
        }
    }
}
