package dev.regimen.config;

/**
 * A value on the way through a file.
 *
 * @param path the keys that lead to it; empty for the whole file
 * @param node what was written
 */
record Spot(String path, Node node) {
    Place place() {
        return node.place();
    }

    /** The value of a key of this map. */
    Spot child(String key, Node.Entry entry) {
        return new Spot(path.isEmpty() ? key : path + "." + key, entry.value());
    }

    /** An item of this list, from 0. */
    Spot item(int index, Node item) {
        return new Spot(path + "[" + index + "]", item);
    }

    /** The same place with something else in it. */
    Spot holding(Node other) {
        return new Spot(path, other);
    }

    ConfigException fail(String problem) {
        return new ConfigException(place(), path, problem);
    }

    /** @param what such as {@code a whole number} */
    ConfigException expected(String what) {
        return fail("expected " + what + ", found " + node.description());
    }

    /** This as a map. */
    Node.Mapping mapping(String what) {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw expected(what);
    }

    /** This as a word. */
    Node.Scalar scalar(String what) {
        if (node instanceof Node.Scalar scalar && !scalar.absent() && !scalar.isNull()) {
            return scalar;
        }
        throw expected(what);
    }
}
