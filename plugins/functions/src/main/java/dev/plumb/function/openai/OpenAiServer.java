package dev.plumb.function.openai;

import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.UnusableException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where requests go, and as whom. Its text form shows the address only.
 *
 * @param base without a slash at its end
 * @param key nothing for a server that asks for none
 */
record OpenAiServer(URI base, Optional<String> key) {
    private static final String BASE_URL = "OPENAI_BASE_URL";
    private static final String API_KEY = "OPENAI_API_KEY";
    private static final String DEFAULT_BASE = "https://api.openai.com/v1";

    /** The server that the variables name. A server of one's own may need no key; the default one does. */
    static OpenAiServer of(FunctionContext context) throws UnusableException {
        Optional<String> base = context.variable(BASE_URL);
        Optional<String> key =
                base.isPresent() ? context.variable(API_KEY) : Optional.of(context.requiredVariable(API_KEY));
        if (key.isPresent() && !key.get().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new UnusableException(
                    "invalid_variable", API_KEY + " holds blanks or other characters that no key has; set it again");
        }
        return new OpenAiServer(parse(base.orElse(DEFAULT_BASE)), key);
    }

    // No message shows the URL before it is known to hold no password.
    private static URI parse(String base) throws UnusableException {
        try {
            URI uri = new URI(base.strip().replaceFirst("/+$", ""));
            boolean isPlain = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (isPlain && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw invalidBase();
        }
        throw invalidBase();
    }

    private static UnusableException invalidBase() {
        return new UnusableException(
                "invalid_variable",
                BASE_URL + " is not an address of the form https://host/path, without user, query and fragment");
    }

    /** The address of one of its services, such as {@code embeddings}. */
    URI service(String name) {
        return URI.create(base + "/" + name);
    }

    /** A text of the server's, without the key. */
    String masked(String text) {
        return key.map(secret -> text.replace(secret, "****")).orElse(text);
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
