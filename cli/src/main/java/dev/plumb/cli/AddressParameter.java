package dev.plumb.cli;

import java.util.Optional;
import picocli.CommandLine.Model.PositionalParamSpec;

/** An address on the command line, {@code library/documents.summary}. */
final class AddressParameter {
    private final PositionalParamSpec spec;

    private AddressParameter(String arity, String description) {
        this.spec = PositionalParamSpec.builder()
                .type(String.class)
                .index("0")
                .arity(arity)
                .paramLabel("ADDRESS")
                .description(description)
                .build();
    }

    static AddressParameter optional(String description) {
        return new AddressParameter("0..1", description);
    }

    static AddressParameter required(String description) {
        return new AddressParameter("1", description);
    }

    PositionalParamSpec spec() {
        return spec;
    }

    Optional<String> value() {
        return Optional.ofNullable(spec.<String>getValue());
    }
}
