package dev.regimen.benchmarks.work;

/**
 * The same work for everybody. As JSON it is what a peer's program reads.
 *
 * @param name also of its folder
 * @param title what it is, for the table
 * @param kind what is done and timed
 * @param net cnn, lstm, mlp or unet
 * @param batch how many examples there are in a step or in a call; of what is trained before a prediction, too
 * @param epochs how often the training examples are passed over in a round; 0 for predictions
 * @param calls how many predictions a round has, or in a comparison, how many examples each contender may see; 0 for
 *     trainings
 * @param members how many models there are, trained independently, whose probabilities are averaged
 * @param threads how many cores may be used: 1 for one model, except where it is asked what a second one gains
 * @param rate Adam's learning rate
 * @param data what is read
 */
public record Work(
        String name,
        String title,
        Kind kind,
        String net,
        int batch,
        int epochs,
        int calls,
        int members,
        int threads,
        double rate,
        Data data) {
    /** What the names of works begin with that nobody else does. */
    static final String ALONE = "growth-";

    /** Whether it is Regimen's alone. */
    public boolean alone() {
        return name.startsWith(ALONE);
    }

    /** Whether several cores are to train a single model. */
    public boolean divided() {
        return kind == Kind.TRAIN && members == 1 && threads > 1 && !alone();
    }

    /** Whether a round takes seconds, however short it is made. */
    public boolean isHeavy() {
        return kind == Kind.TRAIN && (net.equals("unet") || (net.equals("cnn") && members > 1));
    }

    /** Steps of each member in a round. */
    public int steps() {
        return epochs * data.train() / batch;
    }

    /** The same with less to do. */
    public Work shortened(int fewerEpochs, int fewerCalls) {
        return new Work(name, title, kind, net, batch, fewerEpochs, fewerCalls, members, threads, rate, data);
    }

    /** One that trains a single model, with one thread. */
    static Work training(String name, String title, String net, int batch, int epochs) {
        return new Work(name, title, Kind.TRAIN, net, batch, epochs, 0, 1, 1, 1e-3, Data.of(net));
    }

    /** The same with both cores, if there is one model. */
    Work withTwoCores() {
        return new Work(
                name + "-two-cores", title + ", two cores", kind, net, batch, epochs, calls, members, 2, rate, data);
    }

    /** One that trains several models with both cores. */
    static Work members(String name, String title, String net, int members, int epochs) {
        int batch = net.equals("cnn") ? 32 : 64;
        return new Work(name, title, Kind.TRAIN, net, batch, epochs, 0, members, 2, 1e-3, Data.of(net));
    }

    /** One that predicts with one thread. */
    static Work prediction(String name, String title, String net, int members, Calls calls) {
        return new Work(
                name, title, Kind.PREDICT, net, calls.batch(), 0, calls.count(), members, 1, 1e-3, Data.of(net));
    }

    /**
     * Calls of a predictor.
     *
     * @param count how many in a round
     * @param batch examples in each
     */
    record Calls(int count, int batch) {}
}
