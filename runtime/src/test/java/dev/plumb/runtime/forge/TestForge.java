package dev.plumb.runtime.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of this machine that keeps comments and speaks as GitHub's or GitLab's does. */
final class TestForge implements AutoCloseable {
    static final String TOKEN = "token-0123456789-secret";
    static final long WE = 41;
    private static final Pattern QUERY = Pattern.compile("per_page=(\\d+)&page=(\\d+)");
    private static final int MOST_CHARACTERS = 65_536;

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpServer server;
    private final boolean gitLab;
    private final List<ObjectNode> comments = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final List<Integer> failures = new ArrayList<>();
    private boolean knowsUs = true;
    private long nextId = 1;

    private TestForge(boolean gitLab) throws IOException {
        this.gitLab = gitLab;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    static TestForge gitHub() throws IOException {
        return new TestForge(false);
    }

    static TestForge gitLab() throws IOException {
        return new TestForge(true);
    }

    Map<String, String> environment() {
        String root = "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
        return gitLab
                ? Map.of(
                        "GITLAB_CI", "true",
                        "CI_API_V4_URL", root,
                        "CI_PROJECT_ID", "7",
                        "CI_MERGE_REQUEST_IID", "12",
                        "GITLAB_TOKEN", TOKEN)
                : Map.of(
                        "GITHUB_REPOSITORY",
                        "shop/shop",
                        "GITHUB_REF",
                        "refs/pull/12/merge",
                        "GITHUB_API_URL",
                        root,
                        "GITHUB_TOKEN",
                        TOKEN);
    }

    /** As with the token of a workflow, to which GitHub does not say whose it is. */
    TestForge withoutUser() {
        knowsUs = false;
        return this;
    }

    /** The next requests are answered with these. */
    TestForge failing(Integer... statuses) {
        failures.addAll(List.of(statuses));
        return this;
    }

    TestForge comment(long author, String body) {
        add(author, body);
        return this;
    }

    List<String> bodies() {
        return comments.stream().map(c -> c.path("body").asText()).toList();
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private void add(long author, String body) {
        ObjectNode comment = mapper.createObjectNode().put("id", nextId++).put("body", body);
        String login = author == WE ? (knowsUs ? "plumber" : "github-actions[bot]") : "somebody";
        comment.putObject(gitLab ? "author" : "user").put("id", author).put(gitLab ? "username" : "login", login);
        comments.add(comment);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        JsonNode body = mapper.readTree(exchange.getRequestBody().readAllBytes());
        String token = exchange.getRequestHeaders().getFirst(gitLab ? "PRIVATE-TOKEN" : "Authorization");
        if (!((gitLab ? "" : "Bearer ") + TOKEN).equals(token)) {
            send(exchange, 401, mapper.createObjectNode().put("message", "Bad credentials"));
        } else if (!failures.isEmpty()) {
            send(exchange, failures.remove(0), mapper.createObjectNode().put("message", "not now"));
        } else if (path.equals("/user")) {
            user(exchange);
        } else {
            comments(exchange, path, body);
        }
    }

    private void user(HttpExchange exchange) throws IOException {
        if (knowsUs) {
            send(
                    exchange,
                    200,
                    mapper.createObjectNode()
                            .put("id", WE)
                            .put("login", "plumber")
                            .put("username", "plumber"));
        } else {
            send(exchange, 403, mapper.createObjectNode().put("message", "Resource not accessible by integration"));
        }
    }

    private void comments(HttpExchange exchange, String path, JsonNode body) throws IOException {
        String all = gitLab ? "/projects/7/merge_requests/12/notes" : "/repos/shop/shop/issues/12/comments";
        String one = gitLab ? all + "/" : "/repos/shop/shop/issues/comments/";
        String method = exchange.getRequestMethod();
        String text = body.path("body").asText();
        if (text.length() > MOST_CHARACTERS) {
            send(exchange, 422, mapper.createObjectNode().put("message", "body is too long"));
        } else if (method.equals("GET") && path.equals(all)) {
            page(exchange);
        } else if (method.equals("POST") && path.equals(all)) {
            add(WE, text);
            send(exchange, 201, comments.get(comments.size() - 1));
        } else if (method.equals(gitLab ? "PUT" : "PATCH") && path.startsWith(one)) {
            long id = Long.parseLong(path.substring(one.length()));
            Optional<ObjectNode> comment =
                    comments.stream().filter(c -> c.path("id").asLong() == id).findFirst();
            comment.ifPresent(c -> c.put("body", text));
            send(exchange, comment.isPresent() ? 200 : 404, mapper.createObjectNode());
        } else {
            send(exchange, 404, mapper.createObjectNode().put("message", "Not Found"));
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        Matcher query = QUERY.matcher(exchange.getRequestURI().getQuery());
        if (!query.find()) {
            throw new IOException("no page in " + exchange.getRequestURI());
        }
        int size = Integer.parseInt(query.group(1));
        int number = Integer.parseInt(query.group(2));
        int to = Math.min(comments.size(), number * size);
        ArrayNode page = mapper.createArrayNode();
        comments.subList(Math.min(to, (number - 1) * size), to).forEach(page::add);
        boolean more = to < comments.size();
        if (gitLab) {
            exchange.getResponseHeaders().add("X-Next-Page", more ? String.valueOf(number + 1) : "");
        }
        String last = "<http://next.invalid>; rel=\"last\"";
        exchange.getResponseHeaders().add("Link", more ? "<http://next.invalid>; rel=\"next\", " + last : last);
        send(exchange, 200, page);
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
