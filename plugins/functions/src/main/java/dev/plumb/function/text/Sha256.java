package dev.plumb.function.text;

import dev.plumb.function.RowFunction;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** {@code text.sha256}: of the text in UTF-8. */
public final class Sha256 extends RowFunction {
    public Sha256() {
        super(
                "text.sha256",
                "1",
                "The SHA-256 of the text in UTF-8, as 64 hexadecimal digits in lower case.",
                Signature.of(ValueType.TEXT, Parameter.required("text", ValueType.TEXT, "the text to hash")));
    }

    @Override
    protected Outcome compute(Arguments row) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(row.text("text").getBytes(StandardCharsets.UTF_8));
            return Outcome.value(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
