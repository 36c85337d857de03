package dev.plumb.plan.render;

/** How words are set off on a terminal. Never the only carrier of a meaning: {@link #PLAIN} says the same. */
public enum Style {
    PLAIN {
        @Override
        String wrap(String code, String text) {
            return text;
        }
    },
    ANSI {
        @Override
        String wrap(String code, String text) {
            return "\u001b[" + code + "m" + text + "\u001b[0m";
        }
    };

    abstract String wrap(String code, String text);

    public String strong(String text) {
        return wrap("1", text);
    }

    public String good(String text) {
        return wrap("32", text);
    }

    public String notable(String text) {
        return wrap("33", text);
    }

    public String bad(String text) {
        return wrap("1;31", text);
    }

    public String faint(String text) {
        return wrap("2", text);
    }
}
