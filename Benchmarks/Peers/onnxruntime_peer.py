"""ONNX Runtime: predictions and products by graphs that are written by hand."""
from itertools import cycle, islice

from contestant import Contestant, Job
from threads import THREADS
import numpy as np
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession, OrtValue, SessionOptions

import convolutions
import digits


def session(nodes, constants, inputs, output):
    def described(name, shape):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    graph = helper.make_graph(
        nodes, "graph", [described(*each) for each in inputs.items()], [described("result", output)],
        [numpy_helper.from_array(values, name) for name, values in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    options = SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    return InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def output(*shape):
    return OrtValue.ortvalue_from_shape_and_type(shape, np.float32)


def network(work, shape):
    nodes, constants, value = [], {}, "images"

    def node(kind, inputs, result, **attributes):
        nodes.append(helper.make_node(kind, inputs, [result], **attributes))
        return result

    layers = convolutions.channels_first(digits.first_weights(work), work)
    filters, _ = convolutions.parts(layers, work)
    activation = work["activation"].capitalize()
    for index, (weight, bias) in enumerate(layers):
        constants |= {f"weight{index}": weight, f"bias{index}": bias}
    for index, (weight, _) in enumerate(filters):
        padding = {"pads": [weight.shape[-1] // 2] * 4, "kernel_shape": weight.shape[2:]}
        sums = node("Conv", [value, f"weight{index}", f"bias{index}"], f"sums{index}", **padding)
        value = node("MaxPool", [node(activation, [sums], f"activations{index}")], f"pooled{index}",
                     kernel_shape=[2, 2], strides=[2, 2])
    if filters:
        value = node("Flatten", [value], "features")
    for index in range(len(filters), len(layers)):
        is_last = index == len(layers) - 1
        value = node("Gemm", [value, f"weight{index}", f"bias{index}"], "result" if is_last else f"sums{index}")
        if not is_last:
            value = node(activation, [value], f"activations{index}")
    return session(nodes, constants, {"images": shape}, [work["batch"], 10])


def predict(work):
    inputs = digits.inputs(work)
    if "convolutions" in work:
        inputs = [images.transpose(0, 3, 1, 2).copy() for images in inputs]
    shape = inputs[0].shape

    def run_of_arrays():
        model, source = network(work, shape), cycle([{"images": images} for images in inputs])
        names = ["result"]

        def run(count):
            for images in islice(source, count):
                model.run(names, images)

        return Job(run, error=lambda: digits.prediction_error(model.run(names, {"images": inputs[0]})[0], work))

    def bound():
        model, source = network(work, shape), cycle([OrtValue.ortvalue_from_numpy(images) for images in inputs])
        binding, result = model.io_binding(), output(work["batch"], 10)
        binding.bind_ortvalue_output("result", result)

        def run(count):
            for images in islice(source, count):
                binding.bind_ortvalue_input("images", images)
                model.run_with_iobinding(binding)

        return Job(run, error=lambda: run(1) or digits.prediction_error(result.numpy(), work))

    return {"run": run_of_arrays, "input and output bound": bound}


def product(work):
    def bound():
        left, right = digits.factors(work)
        model = session([helper.make_node("MatMul", ["left", "right"], ["result"])], {},
                        {"left": left.shape, "right": right.shape}, [work["m"], work["n"]])
        binding, result = model.io_binding(), output(work["m"], work["n"])
        binding.bind_ortvalue_input("left", OrtValue.ortvalue_from_numpy(left))
        binding.bind_ortvalue_input("right", OrtValue.ortvalue_from_numpy(right))
        binding.bind_ortvalue_output("result", result)

        def run(count):
            for _ in range(count):
                model.run_with_iobinding(binding)

        return Job(run, error=lambda: run(1) or digits.product_error(result.numpy(), work))

    return {"MatMul": bound}


if __name__ == "__main__":
    # A product's factors are inputs, as constants would be packed beforehand.
    Contestant("ONNX Runtime", ["onnxruntime", "onnx"], "no training",
               {"predict": predict, "product": product, "convolutional predict": predict}).serve()
