package dev.regimen.config;

import dev.regimen.data.Names;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a word as what the setting wants: by the JSON-like rules of YAML 1.2, so that {@code no} is a word. */
final class Scalars {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?");

    private Scalars() {}

    /**
     * Reads a text, number, truth value or constant.
     *
     * @param type String, Integer, Long, Double, Boolean, a primitive of these, or an enum
     */
    static Object read(Class<?> type, Spot spot) {
        Node.Scalar scalar = spot.scalar(TypeNames.describe(type));
        if (type == String.class) {
            return scalar.text();
        }
        if (type == Boolean.class || type == boolean.class) {
            return truth(scalar, spot);
        }
        if (type.isEnum()) {
            return constant(type, scalar, spot);
        }
        return number(type, scalar, spot);
    }

    private static boolean truth(Node.Scalar scalar, Spot spot) {
        if (!scalar.plain() || !List.of("true", "false").contains(scalar.text())) {
            throw spot.expected("true or false");
        }
        return scalar.text().equals("true");
    }

    private static Object constant(Class<?> type, Node.Scalar scalar, Spot spot) {
        List<Enum<?>> constants = Arrays.stream(type.getEnumConstants())
                .<Enum<?>>map(constant -> (Enum<?>) constant)
                .toList();
        return constants.stream()
                .filter(constant -> KeyNames.ofConstant(constant).equals(scalar.text()))
                .findFirst()
                .orElseThrow(() -> spot.fail(Names.unknown(
                        "value",
                        scalar.text(),
                        constants.stream().map(KeyNames::ofConstant).toList())));
    }

    private static Object number(Class<?> type, Node.Scalar scalar, Spot spot) {
        String wanted = TypeNames.describe(type);
        if (!scalar.plain() || !NUMBER.matcher(scalar.text()).matches()) {
            throw spot.expected(wanted);
        }
        BigDecimal number = new BigDecimal(scalar.text());
        if (type == Double.class || type == double.class) {
            if (Double.isInfinite(number.doubleValue())) {
                throw spot.expected("a smaller number");
            }
            return number.doubleValue();
        }
        try {
            boolean small = type == Integer.class || type == int.class;
            return small ? (Object) number.intValueExact() : (Object) number.longValueExact();
        } catch (ArithmeticException e) {
            throw spot.expected(number.stripTrailingZeros().scale() <= 0 ? "a smaller number" : wanted);
        }
    }
}
