package dev.plumb.function.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.plumb.plugin.FunctionContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that does to each request what a test says. */
final class FakeServer implements AutoCloseable {
    static final String KEY = "sk-very-secret-0123456789";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private FakeServer(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        HttpHandler handler = exchange -> {
            try (exchange) {
                requests.add(Request.of(exchange));
                answer.to(exchange, closing);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
        server.createContext("/v1/", handler);
        server.start();
    }

    static FakeServer that(Answer answer) throws IOException {
        return new FakeServer(answer);
    }

    FunctionContext context() {
        return FunctionContext.of(Map.of("OPENAI_BASE_URL", baseUrl(), "OPENAI_API_KEY", KEY));
    }

    String baseUrl() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/v1/";
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** What the server got. */
    record Request(String path, String authorization, String body) {
        static Request of(HttpExchange exchange) throws IOException {
            return new Request(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** What the server does. */
    interface Answer {
        /** @param closing counted down when the test ends */
        void to(HttpExchange exchange, CountDownLatch closing) throws IOException, InterruptedException;

        static Answer of(int status, String body) {
            return with(Map.of(), status, body);
        }

        static Answer with(Map<String, String> headers, int status, String body) {
            return (exchange, closing) -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            };
        }

        /** Nothing, as long as the test runs. */
        static Answer never() {
            return (exchange, closing) -> closing.await();
        }

        /** The beginning of an answer, and nothing more as long as the test runs. */
        static Answer trickling() {
            return (exchange, closing) -> {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write("{\"data\"".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                closing.await();
            };
        }

        /** The beginning of an answer that announced more; then the connection ends. */
        static Answer brokenOff() {
            return (exchange, closing) -> {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write("{\"data\"".getBytes(StandardCharsets.UTF_8));
            };
        }
    }
}
