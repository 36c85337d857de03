package dev.plumb.schema;

import dev.plumb.source.SourceLocation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A statement that something is meant to be gone: what leaves the files by mistake leaves no such statement behind. It says
 * nothing once the thing is gone, and may be deleted then.
 *
 * @param object absent when the directory itself is removed
 * @param part of the object, for kinds of parts
 * @param location where it stands
 */
public record Removal(
        Kind kind,
        DirectoryPath directory,
        Optional<String> object,
        Optional<String> part,
        Action action,
        String reason,
        SourceLocation location) {
    /** What becomes of the thing. */
    public enum Action {
        /** It leaves the schema, and its rows or values wait aside until they are restored or purged. */
        KEEP,
        /** It stays as it is, and Plumb no longer manages it. */
        FORGET,
        /** It is dropped, with all that is in it. */
        PURGE;

        /** As the spec writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a removal calls a thing: names that exclude each other share a word. */
    public enum Kind {
        DIRECTORY,
        TABLE,
        VIEW,
        TYPE,
        SEQUENCE,
        COLUMN,
        CONSTRAINT,
        INDEX;

        /** The key in the spec. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isPart() {
            return this == COLUMN || this == CONSTRAINT || this == INDEX;
        }

        /** Whether there is anything in it that the files could not bring back. */
        public boolean holdsData() {
            return this == DIRECTORY || this == TABLE || this == COLUMN;
        }

        /** The word for a kind; none for what no spec declares. */
        public static Optional<Kind> of(ObjectKind kind) {
            return switch (kind) {
                case DIRECTORY -> Optional.of(DIRECTORY);
                case TABLE -> Optional.of(TABLE);
                case VIEW, MATERIALIZED_VIEW -> Optional.of(VIEW);
                case ENUM, DOMAIN, COMPOSITE -> Optional.of(TYPE);
                case SEQUENCE -> Optional.of(SEQUENCE);
                case COLUMN -> Optional.of(COLUMN);
                case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION -> Optional.of(CONSTRAINT);
                case INDEX -> Optional.of(INDEX);
                case OTHER -> Optional.empty();
            };
        }
    }

    /** Whether it is about this very thing. */
    public boolean isOf(Address address) {
        return isKindOf(address)
                && directory.equals(address.directory())
                && object.equals(address.object())
                && part.equals(address.part());
    }

    private boolean isKindOf(Address address) {
        return Kind.of(address.kind()).filter(kind::equals).isPresent();
    }

    /** Whether the thing at an address goes with it: it is that, or is in it. */
    public boolean covers(Address address) {
        if (!directory.equals(address.directory())) {
            return false;
        }
        if (kind == Kind.DIRECTORY) {
            return true;
        }
        return kind.isPart() ? isOf(address) : object.equals(address.object()) && coversObject(address);
    }

    private boolean coversObject(Address address) {
        return address.kind().isPart() || isKindOf(address);
    }

    /** Whether it says of what is at an address that its rows or values wait aside; it holds some itself. */
    public boolean keeps(Address address) {
        return action == Action.KEEP
                && address.object().isPresent()
                && Kind.of(address.kind()).filter(Kind::holdsData).isPresent()
                && covers(address);
    }

    /** How the spec of the directory names an address: {@code documents.title}; a directory by its whole path. */
    public static String text(Address address) {
        return address.object()
                .map(o -> AddressText.quote(o)
                        + address.part().map(p -> "." + AddressText.quote(p)).orElse(""))
                .orElseGet(() -> address.directory().toString());
    }

    /**
     * The names in such a text.
     *
     * @throws IllegalArgumentException when it is not well-formed
     */
    public static List<String> names(String text) {
        return List.copyOf(AddressText.split(text, '.'));
    }

    /** {@code column shop/orders.note}, for messages. */
    public String subject() {
        String names = object.map(o -> "/" + AddressText.quote(o)).orElse("")
                + part.map(p -> "." + AddressText.quote(p)).orElse("");
        return kind.word() + " " + directory + names;
    }
}
