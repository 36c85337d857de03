package dev.plumb.function.url;

import dev.plumb.function.RowFunction;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code url.host}: in lower case, without user and port, letters beyond ASCII in the form that name servers know. Null for what names no
 * host, such as a path or a mail address. Forgiving in the rest of the URL, which people write with blanks and umlauts.
 */
public final class UrlHost extends RowFunction {
    private static final Pattern AUTHORITY =
            Pattern.compile("\\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#\\\\]*).*", Pattern.DOTALL);
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]\\s<>\"|^`{}%]+)(?::[0-9]*)?");

    public UrlHost() {
        super(
                "url.host",
                "1",
                "The host of a URL in lower case; null when it has none.",
                Signature.of(
                        ValueType.TEXT, Parameter.required("url", ValueType.TEXT, "such as https://example.com/a")));
    }

    @Override
    protected Outcome compute(Arguments row) {
        Matcher url = AUTHORITY.matcher(row.text("url"));
        if (!url.matches()) {
            return Outcome.value(null);
        }
        String authority = url.group(1).strip();
        String server = authority.substring(authority.lastIndexOf('@') + 1);
        if (server.isEmpty()) {
            return Outcome.value(null);
        }
        Matcher host = HOST_AND_PORT.matcher(server);
        return host.matches() ? host(host.group(1)) : invalid();
    }

    private static Outcome host(String host) {
        try {
            return Outcome.value(IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return invalid();
        }
    }

    // The URL itself may hold a password.
    private static Outcome invalid() {
        return Outcome.error("invalid_url", "what stands in the place of the host is none");
    }
}
