package dev.plumb.cli;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.UnusableException;
import dev.plumb.plugin.ValueType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Gives the id of a row, which must not be negative, once a {@link Gate} lets it pass. */
public final class GatedFunction implements ColumnFunction {
    static final String NAME = "test.gated";

    private int port;

    /** For the service loader. */
    public GatedFunction() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String description() {
        return "The id.";
    }

    @Override
    public Signature signature() {
        return Signature.of(ValueType.BIGINT, Parameter.required("id", ValueType.BIGINT, "of the row"));
    }

    @Override
    public Limits limits() {
        return Limits.defaults().withBatchSize(500);
    }

    @Override
    public void open(FunctionContext context) throws UnusableException {
        port = Integer.parseInt(context.requiredVariable(Gate.VARIABLE));
    }

    @Override
    public List<Outcome> compute(List<Arguments> rows) {
        List<Long> ids = rows.stream().map(row -> row.get("id", Long.class)).toList();
        try (Socket gate = new Socket(InetAddress.getLoopbackAddress(), port);
                PrintStream out = new PrintStream(gate.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(gate.getInputStream(), StandardCharsets.UTF_8))) {
            out.println(ids.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids.stream()
                .map(id -> id < 0 ? Outcome.error("NEGATIVE", "an id below zero") : Outcome.value(id))
                .toList();
    }
}
