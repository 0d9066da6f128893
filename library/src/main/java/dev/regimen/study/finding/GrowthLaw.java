package dev.regimen.study.finding;

/**
 * How a cost may grow with the number of modules, n. Each law has two numbers: the cost at the least n looked at, and
 * how much it grows.
 */
public enum GrowthLaw {
    /** {@code a (1 + growth (n - least))}: every further module adds that part of the cost at the least n. */
    LINEAR("linear", "what a module adds, as a part of the least cost") {
        @Override
        public double grown(double growth, double modules, double least) {
            return Math.log1p(growth * (modules - least));
        }

        @Override
        public double slope(double growth, double modules, double least) {
            return (modules - least) / (1 + growth * (modules - least));
        }

        @Override
        public double leastGrowth(double most, double least) {
            return -ADMISSIBLE / (most - least);
        }
    },
    /** {@code a (n / least)^growth}. */
    POLYNOMIAL("polynomial", "exponent of n") {
        @Override
        public double grown(double growth, double modules, double least) {
            return growth * Math.log(modules / least);
        }

        @Override
        public double slope(double growth, double modules, double least) {
            return Math.log(modules / least);
        }
    },
    /** {@code a exp(growth (n - least))}. */
    EXPONENTIAL("exponential", "rate: logarithm of the factor for a module") {
        @Override
        public double grown(double growth, double modules, double least) {
            return growth * (modules - least);
        }

        @Override
        public double slope(double growth, double modules, double least) {
            return modules - least;
        }
    };

    /** How near to a cost of zero a falling line may come. */
    private static final double ADMISSIBLE = 0.99;

    private final String words;
    private final String meaning;

    GrowthLaw(String words, String meaning) {
        this.words = words;
        this.meaning = meaning;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** What its growth is. */
    public String meaning() {
        return meaning;
    }

    /** The logarithm of the cost as a multiple of that at the least n. */
    public abstract double grown(double growth, double modules, double least);

    /** The derivative of that by growth. */
    public abstract double slope(double growth, double modules, double least);

    /** The smallest growth with which no cost up to the most modules is negative. */
    public double leastGrowth(double most, double least) {
        return Double.NEGATIVE_INFINITY;
    }
}
