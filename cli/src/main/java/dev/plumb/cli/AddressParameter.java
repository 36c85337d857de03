package dev.plumb.cli;

import java.util.Optional;
import picocli.CommandLine.Model.PositionalParamSpec;

/** An address on the command line, {@code library/documents.summary}. */
final class AddressParameter {
    private static final String LABEL = "ADDRESS";

    private final PositionalParamSpec spec;

    private AddressParameter(PositionalParamSpec spec) {
        this.spec = spec;
    }

    static AddressParameter optional(String description) {
        return new AddressParameter(Positional.optional(LABEL, description));
    }

    static AddressParameter required(String description) {
        return new AddressParameter(Positional.required(0, LABEL, description));
    }

    PositionalParamSpec spec() {
        return spec;
    }

    Optional<String> value() {
        return Optional.ofNullable(spec.<String>getValue());
    }
}
