import Computation
import Foundation
import NeuralNetworks
import TestSupport
import Testing

/// A Python that can read safetensors files, if this machine has one.
enum Python {
    /// The first one that has a module: of `NN_PYTHON`, `python3`, and what `make peers` has brought.
    static func path(with module: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        let folders = (environment["PATH"] ?? "").split(separator: ":").map { $0 + "/python3" }
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        return
            ([environment["NN_PYTHON"]].compactMap(\.self) + folders.map(String.init)
            + ["/\(root)/.build/peers/bin/python"])
            .first { candidate in
                let process = Process()
                process.executableURL = URL(filePath: candidate)
                process.arguments = ["-c", "import \(module)"]
                (process.standardOutput, process.standardError) = (nil, FileHandle.nullDevice)
                guard (try? process.run()) != nil else { return false }
                process.waitUntilExit()
                return process.terminationStatus == 0
            }
    }

    static let withSafetensors = path(with: "safetensors.numpy, numpy")
    static let withTorch = path(with: "safetensors.torch, torch")
    static let withTorchAlone = path(with: "torch")
}

@Suite("Model files in Python")
struct PythonTests {
    /// Prints each tensor's name, shape and the bits of its numbers.
    private static let reader = """
        import sys, numpy
        from safetensors import safe_open
        with safe_open(sys.argv[1], framework=sys.argv[2]) as file:
            print(sorted(file.metadata().keys()))
            for name in sorted(file.keys()):
                tensor = numpy.asarray(file.get_tensor(name))
                bits = numpy.ascontiguousarray(tensor).view(numpy.uint32).flatten()
                print(name, list(tensor.shape), *bits)
        """

    /// PyTorch's prediction for one input, by the weights in a file.
    private static let predictor = """
        import sys, torch
        from safetensors.torch import load_file
        network = torch.nn.Sequential(
            torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 2))
        weights = load_file(sys.argv[1])
        network.load_state_dict({name.removeprefix("layers."): weights[name] for name in weights})
        print(*network(torch.tensor([0.5, -1.0, 2.0])).tolist())
        """

    private let model: Model

    init() throws {
        let network = Network {
            Dense(4)
            Activation(.tanh)
            Dense(2)
        }
        model = try Model(network, input: [3], seed: 5)
    }

    private func run(_ python: String, _ script: String, _ arguments: [String]) async throws
        -> ChildProcess
    {
        try await withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try model.save(to: path)
            let child = try await ChildProcess(python, ["-c", script, path] + arguments)
            try #require(child.status == 0, "\(child.errors)")
            return child
        }
    }

    @Test(
        "The reference reader finds the same names, shapes and bits",
        .enabled(if: Python.withSafetensors != nil, "no python3 with safetensors and numpy here")
    )
    func reader() async throws {
        let python = try #require(Python.withSafetensors)
        let child = try await run(python, PythonTests.reader, ["numpy"])
        let expected = try model.parameterNames.sorted().map { name in
            let tensor = try #require(model[parameter: name])
            let bits = tensor.bits.map(String.init).joined(separator: " ")
            return "\(name) \(tensor.shape) \(bits)"
        }
        #expect(
            child.lines
                == ["['format_version', 'information', 'input', 'network']"] + expected
        )
    }

    @Test(
        "PyTorch predicts the same with the file's weights",
        .enabled(if: Python.withTorch != nil, "no python3 with torch and safetensors here")
    )
    func predictor() async throws {
        let python = try #require(Python.withTorch)
        let child = try await run(python, PythonTests.predictor, [])
        let found = child.output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        let expected = try model.outputs(Tensor([0.5, -1, 2] as [Float])).doubles
        #expect(found.count == 2 && relativeDistance(found, expected) < 1e-6)
    }
}
