import Datasets
import NeuralNetworks

let digits = GeneratedDigits(seed: 1)
let training = digits.examples(60_000, of: .training)
let validation = digits.examples(5_000, of: .validation)

let network = Network {
    Flatten()
    Dense(16, activation: .relu)
    Dense(16, activation: .relu)
    Dense(10)
}
let model = try Model(network, input: [28, 28], seed: 1)  // 13,002 parameters
let trainer = Trainer(loss: .softmaxCrossEntropy, optimizer: .adam(learningRate: 0.005))

for try await epoch in trainer.train(model, on: training, validation: validation, epochs: 5) {
    print(epoch)  // loss, accuracy, examples per second
}
let image = validation.inputs[0]
let probabilities = try model.predict(image)
let why = try model.explain(layer: 1, neuron: 3, on: image)  // every term of the weighted sum
print(probabilities.floats)
print(why)
try model.save(to: "digits.safetensors")
