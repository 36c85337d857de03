package dev.plumb.function.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumb.function.openai.FakeServer.Answer;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.FunctionException;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.RejectedException;
import dev.plumb.plugin.ThrottledException;
import dev.plumb.plugin.TransientException;
import dev.plumb.plugin.UnusableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisbehavingServerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final Limits PATIENT = Limits.defaults().withTimeout(Duration.ofMinutes(1));
    private static final Limits IMPATIENT = Limits.defaults().withTimeout(Duration.ofMillis(50));

    /** How a call of both functions fails, which is the same, and without the key anywhere. */
    private static FunctionException failure(Answer answer, Limits limits) throws Exception {
        try (FakeServer server = FakeServer.that(answer)) {
            FunctionException embedding =
                    failure(new OpenAiEmbed(limits, CLOCK), Map.of("text", "a"), server.context());
            FunctionException chat =
                    failure(new OpenAiChat(limits, CLOCK), Map.of("prompt", "a", "model", "m"), server.context());
            assertThat(chat).hasSameClassAs(embedding);
            assertThat(chat.type()).isEqualTo(embedding.type());
            return embedding;
        }
    }

    private static FunctionException failure(ColumnFunction function, Map<String, ?> arguments, FunctionContext context)
            throws Exception {
        function.open(context);
        Arguments row = function.signature().arguments(arguments);
        FunctionException e = catchThrowableOfType(FunctionException.class, () -> function.compute(List.of(row)));
        function.close();
        StringWriter everything = new StringWriter();
        e.printStackTrace(new PrintWriter(everything));
        assertThat(everything.toString()).doesNotContain(FakeServer.KEY);
        return e;
    }

    private static FunctionException failure(Answer answer) throws Exception {
        return failure(answer, PATIENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Retry-After    | 7                             | 7000
            Retry-After    | 1.5                           | 1500
            retry-after-ms | 250                           | 250
            Retry-After    | Sat, 21 Nov 2026 12:01:30 GMT | 90000
            Retry-After    | Sat, 21 Nov 2026 11:59:00 GMT | 0
            """)
    void aThrottleSaysHowLongToWait(String header, String value, long millis) throws Exception {
        assertThat(failure(Answer.with(Map.of(header, value), 429, "{}")))
                .isInstanceOfSatisfying(ThrottledException.class, e -> assertThat(e.retryAfter())
                        .contains(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "", "99999999999999999999", "Sat, 32 Nov 2026 12:01:30 GMT"})
    void aThrottleThatSaysNothingReadableIsOneAllTheSame(String value) throws Exception {
        assertThat(failure(Answer.with(Map.of("Retry-After", value), 429, "{}")))
                .isInstanceOfSatisfying(ThrottledException.class, e -> assertThat(e.retryAfter())
                        .isEmpty());
    }

    @Test
    void anUnavailableServerThatSaysWhenToComeBackIsAThrottle() throws Exception {
        assertThat(failure(Answer.with(Map.of("Retry-After", "3"), 503, ""))).isInstanceOf(ThrottledException.class);
    }

    @Test
    void anExhaustedQuotaIsNoThrottle() throws Exception {
        assertThat(failure(Answer.of(429, "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"pay\"}}")))
                .isInstanceOf(UnusableException.class)
                .hasMessageEndingWith(" answered 429: pay; raise the quota of the account");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408, 409})
    void aServerInTroubleMayWorkLater(int status) throws Exception {
        assertThat(failure(Answer.of(status, "<html>oops</html>")))
                .isInstanceOfSatisfying(
                        TransientException.class, e -> assertThat(e.type()).isEqualTo("server_error"))
                .hasMessageEndingWith("/v1 answered " + status);
    }

    @Test
    void aServerThatDoesNotAnswerTimesOut() throws Exception {
        assertThat(failure(Answer.never(), IMPATIENT).type()).isEqualTo("timeout");
    }

    @Test
    void aServerThatStopsInTheMiddleTimesOut() throws Exception {
        assertThat(failure(Answer.trickling(), IMPATIENT))
                .isInstanceOf(TransientException.class)
                .hasMessageEndingWith(" did not answer within 50 ms");
    }

    @Test
    void anAnswerThatBreaksOffIsAConnectionThatFailed() throws Exception {
        assertThat(failure(Answer.brokenOff()).type()).isEqualTo("connection_failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"data\": [", "<html>", "{} {}", "[]", "null", "{\"data\": 3}", "{\"choices\": []}"})
    void anAnswerThatMakesNoSenseMayMakeSomeLater(String body) throws Exception {
        assertThat(failure(Answer.of(200, body)))
                .isInstanceOfSatisfying(
                        TransientException.class, e -> assertThat(e.type()).isEqualTo("invalid_answer"));
    }

    @ParameterizedTest
    @CsvSource({"401, unauthorized", "402, refused", "403, forbidden", "404, not_found", "301, refused", "405, refused"
    })
    void whatNoRetryAndNoRowCanChangeStopsTheWork(int status, String type) throws Exception {
        assertThat(failure(Answer.of(status, "{\"error\":{\"message\":\"key " + FakeServer.KEY + " is bad\"}}")))
                .isInstanceOfSatisfying(
                        UnusableException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    @Test
    void aKeyThatTheServerQuotesIsMasked() throws Exception {
        assertThat(failure(Answer.of(403, "{\"error\":{\"message\":\"key " + FakeServer.KEY + " is bad\"}}")))
                .hasMessageContaining("answered 403: key **** is bad; use a key");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void aBadRequestMayBeTheFaultOfOneRow(int status) throws Exception {
        assertThat(failure(Answer.of(status, "{\"error\":{\"message\":\"too long\",\"param\":null}}")))
                .isInstanceOf(RejectedException.class)
                .hasMessageEndingWith(" answered " + status + ": too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"param\":\"dimensions\"}", "{\"param\":\"model\"}", "{\"code\":\"model_not_found\"}"})
    void aBadRequestForAllRowsStopsTheWork(String error) throws Exception {
        assertThat(failure(Answer.of(400, "{\"error\":" + error + "}"))).isInstanceOf(UnusableException.class);
    }

    @Test
    void aConnectionThatIsResetFailed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread resetting = new Thread(() -> reset(server));
            resetting.start();
            FunctionContext context = FunctionContext.of(Map.of(
                    "OPENAI_BASE_URL", "http://127.0.0.1:" + server.getLocalPort(), "OPENAI_API_KEY", FakeServer.KEY));
            assertThat(failure(new OpenAiEmbed(PATIENT, CLOCK), Map.of("text", "a"), context)
                            .type())
                    .isEqualTo("connection_failed");
        }
    }

    // Every connection: the client of the JDK tries once more by itself.
    private static void reset(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setSoLinger(true, 0);
            } catch (SocketException e) {
                return; // the test has closed the server
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aServerThatIsNotThereMayComeBack() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        FunctionContext context = FunctionContext.of(Map.of("OPENAI_BASE_URL", "http://127.0.0.1:" + port));
        assertThat(failure(new OpenAiEmbed(PATIENT, CLOCK), Map.of("text", "a"), context))
                .isInstanceOf(TransientException.class)
                .hasMessageStartingWith("http://127.0.0.1:" + port + " could not be reached");
    }
}
