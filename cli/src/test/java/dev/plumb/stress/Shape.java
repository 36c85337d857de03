package dev.plumb.stress;

/** What key the table has. */
enum Shape {
    BY_NUMBER("id"),
    BY_KIND_AND_NUMBER("kind, id");

    private final String key;

    Shape(String key) {
        this.key = key;
    }

    /** The columns of the key, as SQL and YAML both list them. */
    String key() {
        return key;
    }

    static Shape of(long seed) {
        return values()[(int) Math.floorMod(seed, (long) values().length)];
    }
}
