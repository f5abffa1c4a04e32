"""scikit-learn's MLPClassifier: fit, which shuffles and cuts batches itself, and partial_fit of one batch."""
from itertools import cycle, islice
import warnings

from contestant import Contestant, Job
import numpy as np
from sklearn.neural_network import MLPClassifier

import digits

# It warns after every fit of one epoch that training has not converged.
warnings.filterwarnings("ignore")


def classifier(work, **settings):
    """With the optimizer's own extras off, so that it does what the others do."""
    solver = work.get("optimizer", "sgd")
    model = MLPClassifier(
        work["layers"][1:-1], activation={"sigmoid": "logistic"}.get(work["activation"], work["activation"]),
        solver=solver, batch_size=work["batch"], learning_rate_init=digits.LEARNING_RATES[solver],
        momentum=0.0, alpha=0.0, max_iter=1, **settings,
    )
    images, labels = digits.training()
    # A first look at all ten digits makes its arrays.
    model.partial_fit(images[:1000], labels[:1000], classes=range(10))
    for mine, (weight, bias) in zip(zip(model.coefs_, model.intercepts_), digits.first_weights(work)):
        mine[0][:], mine[1][:] = weight, bias
    return model


def loss_of(model, work):
    return lambda: digits.loss(list(zip(model.coefs_, model.intercepts_)), work)


def fitted(work, images, labels, unit):
    model = classifier(work, warm_start=True)

    def run(count):
        for _ in range(count):
            model.fit(images, labels)

    return Job(run, unit=unit, loss=loss_of(model, work))


def step(work):
    batches = digits.batches(work)

    def fit():
        images, labels = (np.concatenate(part) for part in zip(*batches))
        return fitted(work, images, labels, unit=len(batches))

    def partial_fit():
        model, source = classifier(work), cycle(batches)

        def run(count):
            for images, labels in islice(source, count):
                model.partial_fit(images, labels)

        return Job(run, loss=loss_of(model, work))

    return {"fit of 100 steps": fit, "partial_fit": partial_fit}


def epoch(work):
    return {"fit": lambda: fitted(work, *digits.training(), unit=1)}


def predict(work):
    def probabilities():
        model, inputs = classifier(work), digits.inputs(work)
        source = cycle(inputs)

        def run(count):
            for images in islice(source, count):
                model.predict_proba(images)

        return Job(run, error=lambda: digits.prediction_error(np.log(model.predict_proba(inputs[0])), work))

    return {"predict_proba": probabilities}


if __name__ == "__main__":
    Contestant("scikit-learn", ["scikit-learn", "numpy", "scipy"], "fit includes its own checks and shuffling",
               {"step": step, "epoch": epoch, "predict": predict}).serve()
