package dev.regimen.config;

import dev.regimen.budget.Budget;
import dev.regimen.data.Names;
import dev.regimen.regimen.Stage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Records that people would rather not write as a map of their components. */
enum Form {
    /** {@code {examples: 1000}}, {@code {steps: 100}} or {@code {seconds: 2.5}}. */
    BUDGET(Budget.class) {
        @Override
        Object read(RecordReader reader, Spot spot) {
            Node.Mapping mapping = spot.mapping(TypeNames.describe(Budget.class));
            mapping.entries().forEach((key, entry) -> {
                if (!UNITS.containsKey(key)) {
                    throw new ConfigException(entry.key(), spot.path(), Names.unknown("setting", key, UNITS.keySet()));
                }
            });
            if (mapping.entries().size() != 1) {
                throw spot.fail("a budget has one of " + String.join(", ", UNITS.keySet()) + ", not "
                        + mapping.entries().size());
            }
            String unit = mapping.entries().keySet().iterator().next();
            Spot amount = spot.child(unit, mapping.entries().get(unit));
            Object number = Scalars.read(Double.class, amount);
            return Construction.of(Budget.class, new Object[] {UNITS.get(unit), number}, spot, mapping);
        }

        @Override
        Object write(RecordWriter writer, Object value) {
            Budget budget = (Budget) value;
            boolean whole = budget.amount() == Math.rint(budget.amount()) && budget.unit() != Budget.Unit.SECONDS;
            return Map.of(
                    KeyNames.ofConstant(budget.unit()), whole ? (Object) (long) budget.amount() : budget.amount());
        }
    },

    /** How many, or which. */
    SEEDS(SeedList.class) {
        @Override
        Object read(RecordReader reader, Spot spot) {
            try {
                if (spot.node() instanceof Node.Scalar) {
                    return SeedList.count((Long) Scalars.read(Long.class, spot));
                }
                return reader.first(SeedList.class, spot);
            } catch (ConfigException e) {
                throw e;
            } catch (IllegalArgumentException e) {
                throw spot.fail(e.getMessage());
            }
        }

        @Override
        Object write(RecordWriter writer, Object value) {
            return ((SeedList) value).numbers();
        }
    },

    /** A stage, or only the modules that it trains. */
    STAGE(Stage.class) {
        @Override
        Object read(RecordReader reader, Spot spot) {
            return spot.node() instanceof Node.Mapping mapping
                    ? reader.record(Stage.class, spot, mapping)
                    : reader.first(Stage.class, spot);
        }

        @Override
        Object write(RecordWriter writer, Object value) {
            return writer.settings((Stage) value);
        }
    };

    private static final Map<String, Budget.Unit> UNITS = units();

    private final Class<?> type;

    Form(Class<?> type) {
        this.type = type;
    }

    /** @throws ConfigException if it does not fit */
    abstract Object read(RecordReader reader, Spot spot);

    abstract Object write(RecordWriter writer, Object value);

    static Optional<Form> of(Class<?> type) {
        return Arrays.stream(values()).filter(form -> form.type == type).findFirst();
    }

    private static Map<String, Budget.Unit> units() {
        Map<String, Budget.Unit> units = new LinkedHashMap<>();
        Arrays.stream(Budget.Unit.values()).forEach(unit -> units.put(KeyNames.ofConstant(unit), unit));
        return units;
    }
}
