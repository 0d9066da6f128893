package dev.regimen.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All works, in full length and short. */
public final class Works {
    private Works() {}

    /**
     * In the order of the table.
     *
     * @param quick whether rounds are to be short
     */
    public static List<Work> all(boolean quick) {
        List<Work> all = new ArrayList<>(trainings(quick));
        if (!quick) { // the peers that do these are Python's
            all.addAll(onTwoCores());
        }
        all.addAll(predictions(quick));
        all.add(start());
        all.add(comparison(quick));
        all.addAll(GrowthWorks.all(quick));
        return all;
    }

    private static List<Work> trainings(boolean quick) {
        int once = quick ? 1 : 2;
        return List.of(
                Work.training("cnn-32", "one cnn, batch 32", "cnn", 32, once),
                Work.training("cnn-128", "one cnn, batch 128", "cnn", 128, once),
                Work.training("lstm", "one lstm, batch 64", "lstm", 64, once),
                Work.training("mlp", "one mlp, batch 64", "mlp", 64, quick ? 10 : 60),
                Work.members("cnns-5", "5 cnns, two cores", "cnn", 5, 1),
                Work.members("mlps-16", "16 mlps, two cores", "mlp", 16, 4 * once),
                Work.members("mlps-100", "100 mlps, two cores", "mlp", 100, 2 * once),
                Work.training("unet", "one U-Net, 64 x 64, batch 16", "unet", 16, quick ? 1 : 4));
    }

    private static List<Work> onTwoCores() {
        return trainings(false).stream()
                .filter(work -> work.members() == 1 && !work.isHeavy())
                .map(Work::withTwoCores)
                .toList();
    }

    private static List<Work> predictions(boolean quick) {
        int often = quick ? 1 : 5; // so that a round takes half a second and more
        return List.of(
                Work.prediction(
                        "latency-cnn", "a cnn predicts one example", "cnn", 1, new Work.Calls(1_000 * often, 1)),
                Work.prediction(
                        "latency-mlp", "an mlp predicts one example", "mlp", 1, new Work.Calls(2_000 * often, 1)),
                Work.prediction(
                        "latency-cnns-5", "5 cnns predict one example", "cnn", 5, new Work.Calls(200 * often, 1)),
                Work.prediction(
                        "throughput-cnn", "a cnn predicts 256 examples", "cnn", 1, new Work.Calls(20 * often, 256)),
                Work.prediction(
                        "throughput-cnns-5", "5 cnns predict 256 examples", "cnn", 5, new Work.Calls(4 * often, 256)));
    }

    /**
     * Those of these names, or if there is none of a name, those whose names go on with a dash after it.
     *
     * @param names all if there are none
     * @throws IllegalArgumentException if there is none of such a name
     */
    public static List<Work> named(boolean quick, List<String> names) {
        List<Work> all = all(quick);
        Set<Work> wanted =
                names.stream().flatMap(name -> called(all, name).stream()).collect(Collectors.toSet());
        return all.stream()
                .filter(work -> names.isEmpty() || wanted.contains(work))
                .toList();
    }

    private static List<Work> called(List<Work> all, String name) {
        List<Work> exactly =
                all.stream().filter(work -> work.name().equals(name)).toList();
        List<Work> found = exactly.isEmpty()
                ? all.stream()
                        .filter(work -> work.name().startsWith(name + "-"))
                        .toList()
                : exactly;
        if (found.isEmpty()) {
            String known = all.stream().map(Work::name).collect(Collectors.joining(", "));
            throw new IllegalArgumentException("there is no work '" + name + "'; expected some of " + known);
        }
        return found;
    }

    /** Whether a round takes so long that there cannot be many. */
    public static boolean isLong(Work work) {
        return work.kind() == Kind.COMPARE;
    }

    private static Work start() {
        String title = "from the start of a process to a cnn's first prediction";
        return new Work("start", title, Kind.START, "cnn", 1, 0, 1, 1, 1, 1e-3, Data.of("cnn"));
    }

    /** Its settings are the embedded experiment's; in short, a twentieth of the budget. */
    private static Work comparison(boolean quick) {
        int examples = quick ? 3_200 : 64_000;
        String title = "the embedded comparison, five seeds, two cores";
        return new Work(
                "digit-sum", title, Kind.COMPARE, "digit-sum", 64, 0, examples, 1, 2, 1e-3, Data.of("digit-sum"));
    }
}
