package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Picked;
import dev.regimen.data.Shape;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.InputReader;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Makes the examples of {@link CascadeSettings}.
 *
 * @param symbols how many there are
 * @param links positions 2 to the last, in order
 * @param fields what an example has
 */
record Cascade(int symbols, List<Link> links, Map<String, Field> fields) implements DrawnOfImages.Recipe {
    private static final String IMAGE = DataSource.IMAGE;
    private static final String LABEL = DataSource.LABEL;
    private static final String PAUSE = "pause";

    /**
     * A position that reads a symbol and letters.
     *
     * @param position from 2
     * @param letters how many it reads at most
     * @param field what the letters are called: a word's, or an operand's, which is one letter
     * @param table the symbol that follows a symbol and a letter
     */
    record Link(int position, int letters, String field, LatinSquare table) {
        boolean readsWord() {
            return isWord(position);
        }
    }

    /** Images to draw from: for each symbol, the positions of those that stand for it. */
    private record Images(Dataset data, long[][] bySymbol) {}

    /**
     * Chains that begin with images that have these fields.
     *
     * @throws IllegalArgumentException if they are not classified images, or have fewer classes than there are symbols
     */
    static Cascade of(CascadeSettings settings, Map<String, Field> data) {
        Field image = data.get(IMAGE);
        Field label = data.get(LABEL);
        if (image == null || label == null) {
            throw new IllegalArgumentException("cascade needs images with classes, '" + IMAGE + "' and '" + LABEL
                    + "', but the data have " + new TreeMap<>(data));
        }
        int symbols = settings.symbols();
        if (label.classes().size() < symbols) {
            throw new IllegalArgumentException("symbols is " + symbols + ", but the images have only "
                    + label.classes().size() + " classes to stand for them");
        }
        List<Link> links = IntStream.rangeClosed(2, settings.length())
                .mapToObj(position -> link(settings, position))
                .toList();
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(IMAGE, image);
        Field symbol = Field.classes(Shape.of(), symbols);
        fields.put(symbolOf(1), symbol);
        links.forEach(link -> {
            fields.put(link.field(), link.readsWord() ? words(link, symbol) : symbol);
            fields.put(symbolOf(link.position()), symbol);
        });
        return new Cascade(symbols, links, Collections.unmodifiableMap(fields));
    }

    /**
     * Symbols, letters and operands are uniform, and each is drawn independently.
     *
     * @throws DataException if none of the images stands for one of the symbols
     */
    @Override
    public DrawnSource.Draw from(Dataset images, long[] population) {
        Images sorted = images(images, population);
        return (count, random) -> draw(sorted, count, random);
    }

    @Override
    public Dataset read(List<Path> files, InputReader images) {
        throw new IllegalArgumentException(
                "a cascade needs words and operands besides images, which cannot be read from files");
    }

    /** Sorted by the symbols that they stand for. */
    private Images images(Dataset images, long[] population) {
        long[] labels = TensorData.toLongs(images.column(LABEL));
        long[][] bySymbol = new long[symbols][];
        for (int symbol = 0; symbol < symbols; symbol++) {
            int wanted = symbol;
            bySymbol[symbol] = Arrays.stream(population)
                    .filter(position -> labels[(int) position] % symbols == wanted)
                    .toArray();
            if (bySymbol[symbol].length == 0) {
                throw new DataException("none of " + population.length + " images stands for symbol " + symbol
                        + " of a cascade with " + symbols + " symbols");
            }
        }
        return new Images(images, bySymbol);
    }

    private Batch draw(Images images, int count, Random random) {
        int[] symbol = random.ints(count, 0, symbols).toArray();
        long[] positions = Arrays.stream(symbol)
                .mapToLong(shown -> images.bySymbol[shown][random.nextInt(images.bySymbol[shown].length)])
                .toArray();
        Map<String, Tensor> values = new LinkedHashMap<>();
        values.put(IMAGE, image(images.data, positions));
        values.put(symbolOf(1), longs(symbol));
        for (Link link : links) {
            int[][] words = new int[count][];
            for (int i = 0; i < count; i++) {
                words[i] = random.ints(1 + random.nextInt(link.letters()), 0, symbols)
                        .toArray();
                symbol[i] = end(link.table(), symbol[i], words[i]);
            }
            values.put(link.field(), letters(link, words));
            values.put(symbolOf(link.position()), longs(symbol));
        }
        return new Batch(count, values).picked(IMAGE, new Picked(images.data, IMAGE, positions, false));
    }

    /** The state after the last letter. */
    private static int end(LatinSquare table, int start, int[] word) {
        return Arrays.stream(word).reduce(start, table::entry);
    }

    /** Letters are called as the symbols are; what words are filled up with comes after them. */
    private static Field words(Link link, Field symbol) {
        List<String> names = new ArrayList<>(symbol.classes());
        names.add(PAUSE);
        return Field.classes(Shape.of(link.letters()), names);
    }

    private static Link link(CascadeSettings settings, int position) {
        LatinSquare table = LatinSquare.draw(
                settings.symbols(), new Random(Seeds.derive(settings.tableSeed(), "table/" + position)));
        return isWord(position)
                ? new Link(position, settings.wordLength(), "word-" + position, table)
                : new Link(position, 1, "operand-" + position, table);
    }

    private static boolean isWord(int position) {
        return position % 2 == 0;
    }

    private static String symbolOf(int position) {
        return "symbol-" + position;
    }

    private static Tensor image(Dataset images, long[] positions) {
        try (Tensor index = TensorData.longs(positions, positions.length)) {
            return images.column(IMAGE).index_select(0, index);
        }
    }

    /** {@code [count, letters]}, words being filled up with pauses; or {@code [count]} operands. */
    private Tensor letters(Link link, int[][] words) {
        long[] values = new long[words.length * link.letters()];
        for (int i = 0; i < values.length; i++) {
            int[] word = words[i / link.letters()];
            int letter = i % link.letters();
            values[i] = letter < word.length ? word[letter] : symbols;
        }
        return link.readsWord()
                ? TensorData.longs(values, words.length, link.letters())
                : TensorData.longs(values, words.length);
    }

    private static Tensor longs(int[] values) {
        return TensorData.longs(Arrays.stream(values).asLongStream().toArray(), values.length);
    }
}
