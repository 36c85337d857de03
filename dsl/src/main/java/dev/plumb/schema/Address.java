package dev.plumb.schema;

import java.util.Optional;

/**
 * The name of a thing without its environment: {@code library}, {@code library/documents}, {@code
 * library/documents.summary}.
 *
 * <p>The kind is part of the identity (a column and a constraint of one table may share a name) but not of the text.
 *
 * @param kind what is addressed
 * @param directory the directory it is or lives in
 * @param object the object in the directory; absent when the directory itself is addressed
 * @param part the column, constraint or index of the object; for {@link ObjectKind#OTHER} a part is optional
 */
public record Address(ObjectKind kind, DirectoryPath directory, Optional<String> object, Optional<String> part)
        implements Comparable<Address> {
    public Address {
        boolean directoryItself = kind == ObjectKind.DIRECTORY;
        if (directoryItself == object.isPresent()) {
            throw new IllegalArgumentException("only the address of a directory has no object: " + kind);
        }
        if (kind != ObjectKind.OTHER && kind.isPart() != part.isPresent()) {
            throw new IllegalArgumentException("an address has a part exactly when its kind is one: " + kind);
        }
    }

    public static Address of(DirectoryPath directory) {
        return new Address(ObjectKind.DIRECTORY, directory, Optional.empty(), Optional.empty());
    }

    public static Address of(ObjectKind kind, DirectoryPath directory, String object) {
        return new Address(kind, directory, Optional.of(object), Optional.empty());
    }

    public static Address of(ObjectKind kind, DirectoryPath directory, String object, String part) {
        return new Address(kind, directory, Optional.of(object), Optional.of(part));
    }

    /** The address of a part of the thing that this address names. */
    public Address child(ObjectKind partKind, String name) {
        return new Address(partKind, directory, object, Optional.of(name));
    }

    /** The last name in the address: the part's, else the object's, else the directory's last component. */
    public String name() {
        return part.or(() -> object).orElseGet(directory::lastComponent);
    }

    /** True when {@code text} is the text form of this address, or of the object that this is a part of. */
    public boolean isWithin(String text) {
        return toString().equals(text)
                || objectText().equals(text)
                || directory.toString().equals(text);
    }

    private String objectText() {
        return object.map(o -> directory + "/" + AddressText.quote(o)).orElseGet(directory::toString);
    }

    /** By text, then by kind. Addresses of one directory, the common case, are compared without spelling it out. */
    @Override
    public int compareTo(Address other) {
        int byText;
        if (!directory.equals(other.directory)) {
            byText = toString().compareTo(other.toString());
        } else if (object.equals(other.object) && part.isPresent() && other.part.isPresent()) {
            byText = AddressText.quote(part.get()).compareTo(AddressText.quote(other.part.get()));
        } else {
            byText = textInDirectory().compareTo(other.textInDirectory());
        }
        return byText != 0 ? byText : kind.compareTo(other.kind);
    }

    private String textInDirectory() {
        String text = object.map(o -> "/" + AddressText.quote(o)).orElse("");
        return part.map(p -> text + "." + AddressText.quote(p)).orElse(text);
    }

    @Override
    public String toString() {
        return part.map(p -> objectText() + "." + AddressText.quote(p)).orElseGet(this::objectText);
    }
}
