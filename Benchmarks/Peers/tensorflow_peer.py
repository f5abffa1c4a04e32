"""TensorFlow: predictions by TensorFlow Lite, tf.function and Keras; its training is in tensorflow_training.py."""
from itertools import cycle, islice

from contestant import Contestant, Job
from threads import THREADS
from tensorflow_training import epoch, network, step
import tensorflow
from ai_edge_litert.interpreter import Interpreter

import digits


def predict(work):
    inputs = digits.inputs(work)

    def function(xla):
        def make():
            model, tensors = network(work), [tensorflow.constant(images) for images in inputs]
            source = cycle(tensors)

            @tensorflow.function(jit_compile=xla)
            def forward(images):
                return model(images, training=False)

            def run(count):
                for images in islice(source, count):
                    forward(images).numpy()

            return Job(run, error=lambda: digits.prediction_error(forward(tensors[0]), work))

        return make

    def keras_predict():
        model, source = network(work), cycle(inputs)

        def run(count):
            for images in islice(source, count):
                model.predict(images, batch_size=work["batch"], verbose=0)

        return Job(run)

    def lite():
        converted = tensorflow.lite.TFLiteConverter.from_keras_model(network(work)).convert()
        interpreter = Interpreter(model_content=converted, num_threads=THREADS)
        place, = (detail["index"] for detail in interpreter.get_input_details())
        result, = (detail["index"] for detail in interpreter.get_output_details())
        interpreter.resize_tensor_input(place, inputs[0].shape)
        interpreter.allocate_tensors()
        source = cycle(inputs)

        def answer(images):
            interpreter.set_tensor(place, images)
            interpreter.invoke()
            return interpreter.get_tensor(result)

        def run(count):
            for images in islice(source, count):
                answer(images)

        return Job(run, error=lambda: digits.prediction_error(answer(inputs[0]), work))

    return {
        "TensorFlow Lite": lite,
        "tf.function": function(xla=False),
        "tf.function, XLA": function(xla=True),
        "Keras predict": keras_predict,
    }


def product(work):
    def matmul():
        left, right = map(tensorflow.constant, digits.factors(work))
        multiply = tensorflow.linalg.matmul

        def run(count):
            for _ in range(count):
                multiply(left, right).numpy()

        return Job(run, error=lambda: digits.product_error(multiply(left, right), work))

    return {"matmul": matmul}


if __name__ == "__main__":
    packages = ["tensorflow-cpu", "keras", "ai-edge-litert"]
    Contestant("TensorFlow", packages, "TensorFlow Lite is ai-edge-litert, its present name",
               {"step": step, "epoch": epoch, "predict": predict, "product": product,
                "convolutional step": step, "convolutional predict": predict}).serve()
