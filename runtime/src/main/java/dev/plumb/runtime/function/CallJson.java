package dev.plumb.runtime.function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.schema.Argument;
import dev.plumb.schema.ArgumentVisitor;
import dev.plumb.schema.Computation.FunctionCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A call as it is kept in the catalog: arguments as written, and of the values of variables a digest alone. */
final class CallJson {
    private static final int DIGEST_BYTES = 12;

    private CallJson() {}

    /** @param literals that know the values of variables */
    static String definition(FunctionCall call, String version, ArgumentLiteral literals) {
        ArgumentLiteral written = ArgumentLiteral.asWritten();
        ObjectNode definition = JsonNodeFactory.instance
                .objectNode()
                .put("function", call.function())
                .put("version", version);
        ObjectNode arguments = definition.putObject("arguments");
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        call.arguments().forEach((parameter, argument) -> {
            ObjectNode source = arguments.putObject(parameter);
            argument.accept(new ArgumentVisitor<ObjectNode>() {
                @Override
                public ObjectNode column(Argument.ColumnInput input) {
                    return source.put("column", input.name());
                }

                @Override
                public ObjectNode literal(Argument.Literal literal) {
                    if (literal.value().texts().anyMatch(t -> !t.variables().isEmpty())) {
                        resolved.set(parameter, literals.json(literal.value()));
                    }
                    return source.set("literal", written.json(literal.value()));
                }
            });
        });
        if (!resolved.isEmpty()) {
            definition.put("digest", digest(resolved.toString()));
        }
        return definition.toString();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
