package dev.regimen.config;

import dev.regimen.data.source.Csv;
import dev.regimen.data.source.DataSource;
import dev.regimen.data.source.EmbeddedDigits;
import dev.regimen.data.source.Idx;
import dev.regimen.data.source.ImageFolder;
import dev.regimen.data.source.ImageMasks;
import dev.regimen.ensemble.CombinerSettings;
import dev.regimen.ensemble.GreedySelection;
import dev.regimen.ensemble.MajorityVote;
import dev.regimen.ensemble.Mean;
import dev.regimen.ensemble.MeanOfLogits;
import dev.regimen.ensemble.Median;
import dev.regimen.ensemble.Plurality;
import dev.regimen.ensemble.RankVote;
import dev.regimen.ensemble.Stacking;
import dev.regimen.ensemble.Staple;
import dev.regimen.ensemble.TrimmedMean;
import dev.regimen.ensemble.Weighted;
import dev.regimen.learner.BoostedTrees;
import dev.regimen.learner.DecisionTree;
import dev.regimen.learner.Learner;
import dev.regimen.learner.LogisticRegression;
import dev.regimen.learner.NearestNeighbours;
import dev.regimen.learner.RandomForest;
import dev.regimen.metric.Accuracy;
import dev.regimen.metric.BoundaryF1;
import dev.regimen.metric.BrierScore;
import dev.regimen.metric.CalibrationError;
import dev.regimen.metric.CharacterErrorRate;
import dev.regimen.metric.Coverage;
import dev.regimen.metric.MacroF1;
import dev.regimen.metric.MeanIou;
import dev.regimen.metric.Metric;
import dev.regimen.metric.NegativeLogLikelihood;
import dev.regimen.metric.RSquared;
import dev.regimen.metric.SelectiveAccuracy;
import dev.regimen.metric.SequenceAccuracy;
import dev.regimen.metric.TopAccuracy;
import dev.regimen.model.Net;
import dev.regimen.model.net.Average;
import dev.regimen.model.net.Columns;
import dev.regimen.model.net.Concatenate;
import dev.regimen.model.net.ConvStack;
import dev.regimen.model.net.Embedding;
import dev.regimen.model.net.EncoderDecoder;
import dev.regimen.model.net.FeatureSubset;
import dev.regimen.model.net.Flatten;
import dev.regimen.model.net.Linear;
import dev.regimen.model.net.Mlp;
import dev.regimen.model.net.OneHot;
import dev.regimen.model.net.Pool;
import dev.regimen.model.net.Recurrent;
import dev.regimen.model.net.Reshape;
import dev.regimen.model.net.RowColumn;
import dev.regimen.model.net.Sigmoid;
import dev.regimen.model.net.Softmax;
import dev.regimen.model.net.UNet;
import dev.regimen.objective.BinaryCrossEntropy;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.Ctc;
import dev.regimen.objective.Dice;
import dev.regimen.objective.Focal;
import dev.regimen.objective.Hinge;
import dev.regimen.objective.Huber;
import dev.regimen.objective.MeanAbsoluteError;
import dev.regimen.objective.MeanSquaredError;
import dev.regimen.objective.Objective;
import dev.regimen.objective.WeightedSum;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.optimizer.AdamWSettings;
import dev.regimen.optimizer.ConstantSchedule;
import dev.regimen.optimizer.CosineSchedule;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.optimizer.RmsPropSettings;
import dev.regimen.optimizer.Schedule;
import dev.regimen.optimizer.SgdSettings;
import dev.regimen.optimizer.StepSchedule;
import dev.regimen.optimizer.WarmUp;
import dev.regimen.regimen.Auxiliary;
import dev.regimen.regimen.Boosting;
import dev.regimen.regimen.Classical;
import dev.regimen.regimen.Control;
import dev.regimen.regimen.DeepEnsemble;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.Ensemble;
import dev.regimen.regimen.Fusion;
import dev.regimen.regimen.OtherModel;
import dev.regimen.regimen.Regimen;
import dev.regimen.regimen.Snapshots;
import dev.regimen.regimen.StepByStep;
import dev.regimen.regimen.Trained;
import dev.regimen.task.AllExamples;
import dev.regimen.task.Bootstrap;
import dev.regimen.task.CascadeSettings;
import dev.regimen.task.ClassSubset;
import dev.regimen.task.ClassificationSettings;
import dev.regimen.task.DigitStringsSettings;
import dev.regimen.task.DigitSumSettings;
import dev.regimen.task.ExamplesSettings;
import dev.regimen.task.LineTuplesSettings;
import dev.regimen.task.PentominoSettings;
import dev.regimen.task.RegressionSettings;
import dev.regimen.task.Sampling;
import dev.regimen.task.ScenesSettings;
import dev.regimen.task.SegmentationSettings;
import dev.regimen.task.Subset;
import java.util.List;

/**
 * What this library brings. A record that stands here can be read, written, listed and is tested; nothing else is
 * needed to add one.
 */
final class StandardKinds {
    private StandardKinds() {}

    /** All kinds, in the order in which they are listed. */
    static List<Kind> all() {
        return List.of(
                nets(),
                objectives(),
                metrics(),
                tasks(),
                sources(),
                regimens(),
                learners(),
                combiners(),
                samplings(),
                optimizers(),
                schedules());
    }

    private static Kind nets() {
        return new Kind(
                "net",
                "nets",
                Net.class,
                List.of(
                        entry("linear", Linear.class, "one fully connected layer over the last axis")
                                .needing("{outputs: 10}"),
                        entry("mlp", Mlp.class, "fully connected layers over all axes but the batch")
                                .needing("{outputs: 10}"),
                        entry("conv-stack", ConvStack.class, "convolutions with pooling over images")
                                .needing("{channels: [16]}"),
                        entry("unet", UNet.class, "convolutions down to a small image and up again, with bridges")
                                .needing("{channels: [16, 32]}"),
                        entry("encoder-decoder", EncoderDecoder.class, "the same without bridges")
                                .needing("{channels: [16, 32]}"),
                        entry("row-column", RowColumn.class, "recurrent nets over an image's rows, then its columns")
                                .needing("{hidden: 32}"),
                        entry("recurrent", Recurrent.class, "an LSTM, GRU or simple recurrent net over a sequence")
                                .needing("{hidden: 32}"),
                        entry("embedding", Embedding.class, "a learned vector for each class")
                                .needing("{size: 16}"),
                        entry("one-hot", OneHot.class, "a one at the class among zeros"),
                        entry("concatenate", Concatenate.class, "several inputs side by side along the last axis"),
                        entry("average", Average.class, "the mean of several inputs of one shape"),
                        entry("pool", Pool.class, "the mean or maximum over all positions"),
                        entry("flatten", Flatten.class, "all axes but the batch as one"),
                        entry("reshape", Reshape.class, "the same numbers in another shape"),
                        entry("columns", Columns.class, "the columns of an image as a sequence"),
                        entry("feature-subset", FeatureSubset.class, "some of the numbers, 0 in place of the others"),
                        entry("softmax", Softmax.class, "logits to probabilities over the last axis"),
                        entry("sigmoid", Sigmoid.class, "each number to one between 0 and 1")));
    }

    private static Kind objectives() {
        return new Kind(
                "objective",
                "objectives",
                Objective.class,
                List.of(
                        entry("cross-entropy", CrossEntropy.class, "classes: minus the log of the target's probability")
                                .needing("{target: digit}"),
                        entry("dice", Dice.class, "classes: overlap with the target, class by class, as for pixels")
                                .needing("{target: mask}"),
                        entry("focal", Focal.class, "classes: cross-entropy where what is right counts little")
                                .needing("{target: mask}"),
                        entry("ctc", Ctc.class, "strings of classes, wherever they stand in a sequence of frames")
                                .needing("{target: string}"),
                        entry("binary-cross-entropy", BinaryCrossEntropy.class, "two classes from one logit")
                                .needing("{target: parity}"),
                        entry("hinge", Hinge.class, "two classes from one score, by a margin")
                                .needing("{target: parity}"),
                        entry("mean-squared-error", MeanSquaredError.class, "numbers: the mean squared difference")
                                .needing("{target: value}"),
                        entry("mean-absolute-error", MeanAbsoluteError.class, "numbers: the mean absolute difference")
                                .needing("{target: value}"),
                        entry("huber", Huber.class, "numbers: squared where close, absolute where far")
                                .needing("{target: value}"),
                        entry("weighted-sum", WeightedSum.class, "several of these, of one module or of different ones")
                                .needing("{terms: [{objective: {type: cross-entropy, of: adder, target: sum}}]}")));
    }

    private static Kind metrics() {
        return new Kind(
                "metric",
                "metrics",
                Metric.class,
                List.of(
                        entry("accuracy", Accuracy.class, "classes: the part whose most probable is the target"),
                        entry("top-accuracy", TopAccuracy.class, "classes: the part with the target among the k best"),
                        entry(
                                "cross-entropy",
                                NegativeLogLikelihood.class,
                                "classes: minus the log of the target's probability, in nats"),
                        entry("macro-f1", MacroF1.class, "classes: the mean over classes of F1"),
                        entry(
                                "calibration-error",
                                CalibrationError.class,
                                "classes: how far probabilities are from being right as often"),
                        entry("mean-iou", MeanIou.class, "pixels: intersection over union, the mean over classes"),
                        entry("boundary-f1", BoundaryF1.class, "pixels: how well outlines agree"),
                        entry(
                                "sequence-accuracy",
                                SequenceAccuracy.class,
                                "strings: the part that is right as a whole"),
                        entry("character-error-rate", CharacterErrorRate.class, "strings: edits over length"),
                        entry("coverage", Coverage.class, "classes: the part that is answered, not abstained from"),
                        entry("selective-accuracy", SelectiveAccuracy.class, "classes: accuracy where it answers"),
                        entry("brier-score", BrierScore.class, "classes: squared differences from probabilities"),
                        entry("mean-squared-error", dev.regimen.metric.MeanSquaredError.class, "numbers: squared"),
                        entry("mean-absolute-error", dev.regimen.metric.MeanAbsoluteError.class, "numbers: absolute"),
                        entry("r-squared", RSquared.class, "numbers: the part of the variance that is explained")));
    }

    private static Kind tasks() {
        return new Kind(
                "task",
                "tasks",
                ExamplesSettings.class,
                List.of(
                        entry("digit-sum", DigitSumSettings.class, "sums of several images of digits"),
                        entry(
                                "pentomino",
                                PentominoSettings.class,
                                "whether three sprites in an image are of one type"),
                        entry("cascade", CascadeSettings.class, "a chain of a reader, automata and tables"),
                        entry("line-tuples", LineTuplesSettings.class, "the parity of the directions of several lines"),
                        entry("scenes", ScenesSettings.class, "what each pixel shows: small images over clutter"),
                        entry("digit-strings", DigitStringsSettings.class, "several digits in a row, to be read"),
                        entry("classification", ClassificationSettings.class, "the class of an image or a row"),
                        entry("segmentation", SegmentationSettings.class, "the class of every pixel of an image")
                                .needing("{source: {type: image-masks, images: images, masks: masks}}"),
                        entry("regression", RegressionSettings.class, "a number from a row of numbers")
                                .needing("{source: {type: csv, file: table.csv, value: price}}")));
    }

    private static Kind sources() {
        return new Kind(
                "data source",
                "data-sources",
                DataSource.class,
                List.of(
                        entry("digits", EmbeddedDigits.class, "the embedded handwritten digits, 1,797 images of 8 x 8"),
                        entry("idx", Idx.class, "images and classes in the format of MNIST"),
                        entry("csv", Csv.class, "a table with a header").needing("{file: table.csv, label: species}"),
                        entry("image-folder", ImageFolder.class, "a folder of PNG or JPEG images for every class")
                                .needing("{folder: images}"),
                        entry("image-masks", ImageMasks.class, "a folder of images and one of their masks")
                                .needing("{images: images, masks: masks}")));
    }

    private static Kind regimens() {
        return new Kind(
                "regimen",
                "regimens",
                Regimen.class,
                List.of(
                        entry("end-to-end", EndToEnd.class, "all modules jointly on the final objective"),
                        entry(
                                "step-by-step",
                                StepByStep.class,
                                "one module after another, each on its own objective, the others frozen"),
                        entry("auxiliary", Auxiliary.class, "all modules jointly on the final and the seam objectives"),
                        entry("control", Control.class, "one module on the final objective, the others trained before")
                                .needing("{module: adder}"),
                        entry("ensemble", Ensemble.class, "several predictors, trained independently, then combined"),
                        entry("other-model", OtherModel.class, "another model in place of the experiment's")
                                .needing("{modules: {judge: {reads: image, net: {type: mlp, outputs: 10}}}}"),
                        entry(
                                "deep-ensemble",
                                DeepEnsemble.class,
                                "the same as published: all data, mean, a budget each"),
                        entry("classical", Classical.class, "a learner that is not neural, such as a random forest"),
                        entry("trained", Trained.class, "the finished system of another run")
                                .needing("{run: runs/earlier}"),
                        entry("boosting", Boosting.class, "small members, each for what those before it got wrong"),
                        entry(
                                "snapshots",
                                Snapshots.class,
                                "an ensemble of what one training has come to at several times"),
                        entry("fusion", Fusion.class, "several copies, trained jointly on the mean of their outputs")));
    }

    private static Kind learners() {
        return new Kind(
                "learner",
                "learners",
                Learner.class,
                List.of(
                        entry("random-forest", RandomForest.class, "many trees, of samples of examples and columns"),
                        entry("boosted-trees", BoostedTrees.class, "classes: trees that mend those before (SAMME)"),
                        entry("decision-tree", DecisionTree.class, "one tree of questions about single inputs"),
                        entry(
                                "nearest-neighbours",
                                NearestNeighbours.class,
                                "classes: what the most similar examples are"),
                        entry("logistic-regression", LogisticRegression.class, "classes: a softmax of sums")));
    }

    private static Kind combiners() {
        return new Kind(
                "combiner",
                "combiners",
                CombinerSettings.class,
                List.of(
                        entry("mean", Mean.class, "the mean of probabilities or values"),
                        entry("mean-of-logits", MeanOfLogits.class, "classes: the geometric mean of probabilities"),
                        entry("median", Median.class, "the median of probabilities or values"),
                        entry("trimmed-mean", TrimmedMean.class, "the mean without the smallest and the largest"),
                        entry("majority-vote", MajorityVote.class, "the class that most members hold most probable"),
                        entry("plurality", Plurality.class, "the same, if enough members agree; else it abstains"),
                        entry("rank-vote", RankVote.class, "classes: every member ranks them, and ranks give points"),
                        entry("weighted", Weighted.class, "a mean with weights by accuracy or error in validation"),
                        entry(
                                "greedy-selection",
                                GreedySelection.class,
                                "the mean of those that do best together in validation"),
                        entry("stacking", Stacking.class, "a regression on what members say in validation"),
                        entry("staple", Staple.class, "pixels: truth and reliability of members, estimated together")));
    }

    private static Kind samplings() {
        return new Kind(
                "sampling",
                "samplings",
                Sampling.class,
                List.of(
                        entry("all", AllExamples.class, "all training examples, in an order of its own"),
                        entry("bootstrap", Bootstrap.class, "as many, drawn with replacement"),
                        entry("subset", Subset.class, "a part of them, drawn without replacement"),
                        entry("classes", ClassSubset.class, "all examples of some of the classes")));
    }

    private static Kind optimizers() {
        return new Kind(
                "optimizer",
                "optimizers",
                OptimizerSettings.class,
                List.of(
                        entry("adam", AdamSettings.class, "steps of about the learning rate in every parameter"),
                        entry("adamw", AdamWSettings.class, "adam with weight decay apart from the gradient"),
                        entry("sgd", SgdSettings.class, "along the gradient, with momentum if wanted"),
                        entry("rmsprop", RmsPropSettings.class, "the gradient over the root of its mean square")));
    }

    private static Kind schedules() {
        return new Kind(
                "schedule",
                "schedules",
                Schedule.class,
                List.of(
                        entry("constant", ConstantSchedule.class, "the learning rate as it is"),
                        entry("step", StepSchedule.class, "falls by a factor at regular intervals"),
                        entry("cosine", CosineSchedule.class, "falls along half a cosine"),
                        entry("warm-up", WarmUp.class, "rises first, then follows another schedule")));
    }

    private static CatalogEntry entry(String name, Class<? extends Record> type, String description) {
        return CatalogEntry.of(name, type, description);
    }
}
