"""The whole work in scikit-learn: reads the digits, fits, tests, writes the model."""
import os
from tempfile import TemporaryFile
import warnings

import threads  # Sets them.
import joblib
from sklearn.neural_network import MLPClassifier

import digits

# It warns that so few epochs have not converged.
warnings.filterwarnings("ignore")

# With the optimizer's own extras off, so that it does what the others do.
model = MLPClassifier(
    (16, 16), activation="logistic", solver="sgd", batch_size=32, learning_rate_init=0.5, momentum=0.0, alpha=0.0,
    max_iter=int(os.environ["EPOCHS"]), tol=0.0,
)
model.fit(*digits.training())
print(model.score(digits.test_images(), digits.test_labels()))
joblib.dump(model, TemporaryFile())
