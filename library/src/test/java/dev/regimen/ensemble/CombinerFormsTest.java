package dev.regimen.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.config.Catalog;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.metric.Accuracy;
import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every combiner: what all of them owe, and the closed form of each. */
class CombinerFormsTest {
    private static final Field MAP = Field.classes(Shape.of(3, 4), 3);

    private PointerScope scope;

    @BeforeEach
    void open() {
        Natives.load();
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    static Stream<CombinerSettings> all() {
        return Stream.of(
                new Mean(),
                new MeanOfLogits(),
                new Median(),
                new TrimmedMean(null),
                new MajorityVote(),
                new Plurality(null),
                new RankVote(),
                new Weighted(),
                new GreedySelection(3),
                new Stacking(null),
                new Staple(null));
    }

    @Test
    void allAreTested() {
        List<Class<?>> known = Catalog.standard().kind("combiner").entries().stream()
                .<Class<?>>map(entry -> entry.type())
                .toList();
        assertThat(all().map(Object::getClass).collect(Collectors.toList())).hasSameElementsAs(known);
    }

    private static Tensor random(long seed, long... shape) {
        Random random = new Random(seed);
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return TensorData.floats(values, shape);
    }

    /** Three members' probabilities of three classes for 40 examples of 3 x 4 pixels, the first member being good. */
    private static Tensor probabilities(Tensor truth) {
        Tensor hints = torch.one_hot(truth, 3).to(ScalarType.Float).mul(new Scalar(2));
        Tensor good = random(1, 40, 3, 4, 3).add(hints);
        return torch.stack(new TensorVector(good, random(2, 40, 3, 4, 3).add(hints), random(3, 40, 3, 4, 3)))
                .softmax(-1);
    }

    private static Tensor truth() {
        long[] values = new Random(4).longs(480, 0, 3).toArray();
        return TensorData.longs(values, 40, 3, 4);
    }

    private static HeldOut classes(Tensor probabilities, Tensor truth) {
        return new HeldOut(() -> probabilities.flatten(1, -2), () -> truth.reshape(-1), true);
    }

    private static HeldOut numbers(Tensor values, Tensor truth) {
        return new HeldOut(() -> values, () -> truth, false);
    }

    @ParameterizedTest
    @MethodSource("all")
    void givesProbabilitiesForEveryPixel(CombinerSettings settings) {
        Tensor truth = truth();
        Tensor probabilities = probabilities(truth);
        assertThat(settings.misfit(MAP)).isEmpty();
        Tensor combined = settings.fit(classes(probabilities, truth)).combine(probabilities);
        assertThat(combined.shape()).containsExactly(40, 3, 4, 3);
        assertThat(TensorData.toFloats(combined.sum(-1))).containsOnly(row(1), within(1e-4f));
        assertThat(TensorData.toDouble(combined.min())).isNotNegative();
        double alone = accuracy(probabilities.select(0, 2), truth);
        assertThat(accuracy(combined, truth)).isGreaterThan(alone + 0.1);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSingleMemberSaysWhatItSays(CombinerSettings settings) {
        Tensor truth = truth();
        Tensor one = probabilities(truth).narrow(0, 0, 1);
        Tensor combined = settings.fit(classes(one, truth)).combine(one);
        if (!(settings instanceof Stacking)) { // which learns that some classes are more common
            assertThat(winners(combined)).containsExactly(winners(one.select(0, 0)));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOrderOfMembersDoesNotMatter(CombinerSettings settings) {
        Tensor truth = truth();
        Tensor probabilities = probabilities(truth);
        Tensor turned = probabilities.flip(0);
        float[] one =
                TensorData.toFloats(settings.fit(classes(probabilities, truth)).combine(probabilities));
        float[] other = TensorData.toFloats(settings.fit(classes(turned, truth)).combine(turned));
        assertThat(other).containsExactly(one, within(1e-4f));
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsNotANumberGivesNone(CombinerSettings settings) {
        Tensor truth = truth();
        Tensor probabilities = probabilities(truth);
        Combiner combiner = settings.fit(classes(probabilities, truth));
        Tensor broken = probabilities.clone();
        broken.select(0, 0).select(0, 7).fill_(new Scalar(Double.NaN)); // all of one example, by the best member
        float[] combined = TensorData.toFloats(combiner.combine(broken).select(0, 7));
        assertThat(combined).containsOnly(Float.NaN);
    }

    @ParameterizedTest
    @MethodSource("all")
    void numbersAreCombinedOrRefusedInWords(CombinerSettings settings) {
        Field price = Field.real(Shape.of());
        if (settings.misfit(price).isPresent()) {
            assertThat(settings.misfit(price).get()).contains(" needs ");
            return;
        }
        Tensor truth = random(5, 200);
        Tensor values = torch.stack(new TensorVector(
                truth.add(random(6, 200).mul(new Scalar(0.1))),
                truth.add(random(7, 200).mul(new Scalar(0.1))),
                random(8, 200)));
        Tensor combined = settings.fit(numbers(values, truth)).combine(values);
        assertThat(combined.shape()).containsExactly(200);
        double error = TensorData.toDouble(combined.sub(truth).square().mean());
        assertThat(error).isLessThan(0.5);
    }

    /** Who looks at labels has to say so: they are counted as consumed. */
    @ParameterizedTest
    @MethodSource("all")
    void whoIsFittedToLabelsSaysSo(CombinerSettings settings) {
        List<String> asked = new ArrayList<>();
        Tensor probabilities = random(3, 2, 50, 3).softmax(-1);
        Tensor truth = TensorData.longs(new long[50], 50);
        settings.fit(new HeldOut(
                () -> probabilities,
                () -> {
                    asked.add("labels");
                    return truth;
                },
                true));
        assertThat(settings.fitted()).isEqualTo(!asked.isEmpty());
    }

    private static double accuracy(Tensor probabilities, Tensor truth) {
        Accuracy accuracy = new Accuracy();
        return accuracy.value(accuracy.observe(probabilities, truth));
    }

    private static long[] winners(Tensor probabilities) {
        return TensorData.toLongs(probabilities.argmax(new LongOptional(-1), false));
    }

    /** Of these rows by members, of one example. */
    private static float[] combine(CombinerSettings settings, float[]... members) {
        Tensor outputs = torch.stack(new TensorVector(Stream.of(members)
                .map(row -> TensorData.floats(row, 1, row.length))
                .toArray(Tensor[]::new)));
        HeldOut none = new HeldOut(() -> outputs.narrow(1, 0, 0), () -> TensorData.longs(new long[0], 0), true);
        return TensorData.toFloats(settings.fit(none).combine(outputs));
    }

    private static float[] row(double... values) {
        float[] row = new float[values.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) values[i];
        }
        return row;
    }

    @Test
    void theMeanOfLogitsIsTheGeometricMean() {
        assertThat(combine(new MeanOfLogits(), row(0.9, 0.1), row(0.5, 0.5)))
                .containsExactly(row(0.75, 0.25), within(1e-5f)); // √0.45 to √0.05
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
        Tensor values = TensorData.floats(row(1, 9, 2, 4), 4, 1);
        HeldOut numbers = numbers(values, TensorData.floats(row(0), 1));
        assertThat(TensorData.toFloats(new Median().fit(numbers).combine(values)))
                .containsExactly(3);
        assertThat(combine(new Median(), row(0.6, 0.4, 0), row(0.2, 0.3, 0.5), row(0.1, 0.1, 0.8)))
                .containsExactly(row(0.2, 0.3, 0.5), within(1e-6f));
    }

    @Test
    void aMedianOfMembersThatDisagreeSurelyIsTheirMean() {
        assertThat(combine(new Median(), row(1, 0, 0), row(0, 1, 0), row(0, 0, 1)))
                .containsExactly(row(1 / 3.0, 1 / 3.0, 1 / 3.0), within(1e-6f));
    }

    @Test
    void aTrimmedMeanLeavesOutBothEnds() {
        Tensor values = TensorData.floats(row(1, 100, 2, 6, -50), 5, 1);
        HeldOut numbers = numbers(values, TensorData.floats(row(0), 1));
        assertThat(TensorData.toFloats(new TrimmedMean(0.2).fit(numbers).combine(values)))
                .containsExactly(3);
        assertThat(TensorData.toFloats(new TrimmedMean(0.19).fit(numbers).combine(values)))
                .as("at least one")
                .containsExactly(3);
        assertThat(TensorData.toFloats(new TrimmedMean(0.0).fit(numbers).combine(values)))
                .containsExactly(row((1 + 100 + 2 + 6 - 50) / 5.0), within(1e-5f));
        Tensor pair = TensorData.floats(row(1, 4), 2, 1);
        assertThat(TensorData.toFloats(new TrimmedMean(null).fit(numbers).combine(pair)))
                .as("of two nothing is in the middle")
                .containsExactly(2.5f);
        assertThatThrownBy(() -> new TrimmedMean(0.5))
                .hasMessage("cut of trimmed-mean is 0.5, but must be a number from 0 to below 0.5");
    }

    @Test
    void aPluralityWithoutEnoughVotesAbstains() {
        float[] one = row(0.6, 0.3, 0.1);
        float[] two = row(0.2, 0.7, 0.1);
        float[] three = row(0.2, 0.2, 0.6);
        assertThat(combine(new Plurality(0.5), one, two, three))
                .containsExactly(row(1 / 3.0, 1 / 3.0, 1 / 3.0), within(1e-6f));
        assertThat(combine(new Plurality(0.5), one, one, three))
                .containsExactly(row(2 / 3.0, 0, 1 / 3.0), within(2e-4f));
        assertThat(combine(new Plurality(0.7), one, one, three))
                .containsExactly(row(1 / 3.0, 1 / 3.0, 1 / 3.0), within(1e-6f));
        assertThat(combine(new Plurality(2 / 3.0), one, one, three)[0]).isGreaterThan(0.6f);
        assertThatThrownBy(() -> new Plurality(0.0))
                .hasMessage("quorum of plurality is 0.0, but must be a number above 0 and up to 1");
    }

    /** The class that most hold best may be the worst for the others. */
    @Test
    void ranksGivePoints() {
        float[] liked = row(0.5, 0.4, 0.1);
        float[] loathed = row(0.1, 0.6, 0.3);
        assertThat(combine(new RankVote(), liked, liked, liked, loathed, loathed))
                .containsExactly(row(6 / 15.0, 7 / 15.0, 2 / 15.0), within(1e-3f));
        assertThat(combine(new RankVote(), row(0.4, 0.4, 0.2)))
                .containsExactly(row(1.5 / 3, 1.5 / 3, 0), within(1e-3f));
    }

    @Test
    void weightsAreTheLogOddsOfAccuracyOrOneOverTheError() {
        // of 8 the first is right in 7, the second in 4 of two classes: (7 + 1) / 10 and (4 + 1) / 10
        Tensor truth = TensorData.longs(new long[8], 8);
        Tensor first = torch.one_hot(TensorData.longs(new long[] {0, 0, 0, 0, 0, 0, 0, 1}, 8), 2);
        Tensor second = torch.one_hot(TensorData.longs(new long[] {0, 1, 0, 1, 0, 1, 0, 1}, 8), 2);
        Tensor both = torch.stack(new TensorVector(first, second)).to(ScalarType.Float);
        Combiner combiner = new Weighted().fit(new HeldOut(() -> both, () -> truth, true));
        assertThat(((WeightedMean) combiner).weights()).containsExactly(new double[] {1, 0}, within(1e-9));
        Tensor values = TensorData.floats(row(1, 1, 2, 2), 2, 2);
        Combiner ofNumbers = new Weighted().fit(numbers(values, TensorData.floats(row(0, 0), 2)));
        assertThat(((WeightedMean) ofNumbers).weights()).containsExactly(new double[] {0.8, 0.2}, within(1e-9));
    }

    @Test
    void greedySelectionTakesWhoHelps() {
        Tensor truth = TensorData.floats(row(0, 0, 0, 0), 4);
        Tensor values = TensorData.floats(row(1, 1, 1, 1, -1, -1, -1, -1, 3, 3, 3, 3), 3, 4);
        GreedySelection settings = new GreedySelection(4);
        assertThat(((WeightedMean) settings.fit(numbers(values, truth))).weights())
                .containsExactly(0.5, 0.5, 0);
        assertThat(((WeightedMean) new GreedySelection(1).fit(numbers(values, truth))).weights())
                .as("the first of two alike")
                .containsExactly(1, 0, 0);
    }

    @Test
    void stackingOfNumbersFindsTheirWeights() {
        Tensor first = random(9, 500);
        Tensor second = random(10, 500);
        Tensor truth = first.mul(new Scalar(2)).sub(second).add(new Scalar(0.5));
        Combiner combiner = new Stacking(1e-9).fit(numbers(torch.stack(new TensorVector(first, second)), truth));
        assertThat(((LinearStack) combiner).weights()).containsExactly(new double[] {2, -1, 0.5}, within(1e-4));
        Combiner pulled = new Stacking(1e6).fit(numbers(torch.stack(new TensorVector(first, second)), truth));
        assertThat(((LinearStack) pulled).weights()).containsExactly(new double[] {0.5, 0.5, 0}, within(1e-3));
    }

    @Test
    void stackingOfClassesIsTheBestOfAllWeights() {
        Tensor truth = truth();
        Tensor probabilities = probabilities(truth);
        LogisticStack fitted = (LogisticStack) new Stacking(1e-6).fit(classes(probabilities, truth));
        double best = loss(fitted, probabilities, truth);
        assertThat(best).isLessThan(loss(new MeanOfLogits().fit(classes(probabilities, truth)), probabilities, truth));
        for (int i = 0; i < fitted.weights().length; i++) {
            for (double move : new double[] {-0.02, 0.02}) {
                double[] moved = fitted.weights().clone();
                moved[i] += move;
                assertThat(loss(new LogisticStack(moved, 3), probabilities, truth))
                        .isGreaterThanOrEqualTo(best - 1e-6);
            }
        }
        assertThat(fitted.weights()[2]).as("of the one that knows nothing").isCloseTo(0, within(0.2));
    }

    private static double loss(Combiner combiner, Tensor probabilities, Tensor truth) {
        Tensor given = combiner.combine(probabilities).gather(-1, truth.unsqueeze(-1));
        return -TensorData.toDouble(given.log().mean());
    }

    @Test
    void stapleTrustsThoseWhoAgree() {
        Random random = new Random(11);
        long[] truth = random.longs(2_000, 0, 3).toArray();
        Tensor[] members = new Tensor[5];
        for (int i = 0; i < members.length; i++) {
            double error = i < 2 ? 0.05 : 0.6;
            long[] said = Arrays.stream(truth)
                    .map(label -> random.nextDouble() < error ? random.nextInt(3) : label)
                    .toArray();
            members[i] = torch.one_hot(TensorData.longs(said, 1, 40, 50), 3).to(ScalarType.Float);
        }
        Tensor votes = torch.stack(new TensorVector(members));
        Tensor map = TensorData.longs(truth, 1, 40, 50);
        double majority = accuracy(new MajorityVote().fit(classes(votes, map)).combine(votes), map);
        double staple = accuracy(new Staple(null).fit(classes(votes, map)).combine(votes), map);
        assertThat(staple).isGreaterThan(majority + 0.01);
        assertThat(new Staple(null).misfit(Field.classes(Shape.of(), 3)).orElseThrow())
                .isEqualTo(
                        "staple needs a class for every pixel, but the target is one of 3 classes; majority-vote takes"
                                + " single classes");
    }
}
