"""scikit-learn's MLPClassifier, and several of them in a bag that draws nothing. It begins with Glorot's weights, which
cannot be changed; the rest is as elsewhere."""

import time
import warnings
from importlib.metadata import version

from sklearn.ensemble import BaggingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from protocol import Unable, serve


class Classifier:
    def __init__(self, work):
        if work.net != "mlp":
            raise Unable("it has multilayer perceptrons only")
        warnings.simplefilter("ignore", ConvergenceWarning)
        self.work = work
        self.peer = f"scikit-learn {version('scikit-learn')}"
        self.train = work.inputs("train"), work.labels("train")
        self.test = work.inputs("test"), work.labels("test")
        first = self.made(0, epochs=1).fit(*self.train)
        self.parameters = sum(w.size for w in first.coefs_) + sum(b.size for b in first.intercepts_)
        if work.predicts:
            self.predictor = self.fitted(0, epochs=1)

    def made(self, seed, epochs):
        return MLPClassifier(
            hidden_layer_sizes=(128, 128),
            alpha=0,
            batch_size=min(self.work.batch, 64),
            learning_rate_init=self.work.rate,
            max_iter=epochs,
            n_iter_no_change=epochs + 1,
            tol=0,
            random_state=seed,
        )

    def fitted(self, seed, epochs):
        one = self.made(seed, epochs)
        if self.work.members == 1:
            return one.fit(*self.train)
        bag = BaggingClassifier(
            one, self.work.members, bootstrap=False, n_jobs=self.work.threads, random_state=seed
        )
        return bag.fit(*self.train)

    def round(self, seed):
        if self.work.predicts:
            return self.predicted()
        start = time.perf_counter()
        fitted = self.fitted(seed, self.work.epochs)
        seconds = time.perf_counter() - start
        return {"seconds": seconds, "accuracy": float(fitted.score(*self.test))}

    def predicted(self):
        inputs, batch = self.test[0], self.work.batch
        start = time.perf_counter()
        for call in range(self.work.calls):
            at = call * batch % len(inputs)
            self.predictor.predict_proba(inputs[at : at + batch])
        return {"seconds": time.perf_counter() - start}


if __name__ == "__main__":
    serve(Classifier)
