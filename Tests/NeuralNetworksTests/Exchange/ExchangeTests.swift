import Computation
import Foundation
import TestSupport
import Testing

@testable import NeuralNetworks

@Suite("Outputs and gradients as PyTorch has them")
struct ExchangeTests {
    @Test("Every layer and every loss is compared, under a name of its own")
    func complete() {
        let layers = ExchangeCase.all.reduce(into: Set<String>()) { $0.formUnion($1.layers) }
        for type in LayerCatalogue.types {
            #expect(layers.contains(type.name), "\(type.name) needs a row in ExchangeCase.layers")
        }
        let losses = Set(ExchangeCase.all.compactMap { $0.loss.map { type(of: $0.loss).name } })
        for loss in LossCatalogue.losses.map({ type(of: $0).name }) {
            #expect(losses.contains(loss), "\(loss) needs a row in ExchangeCase.losses")
        }
        #expect(Set(ExchangeCase.all.map { $0.name }).count == ExchangeCase.all.count)
    }

    @Test("The plan agrees with the reference interpreter", arguments: ExchangeCase.all)
    func plan(_ task: ExchangeCase) throws {
        let exchange = try Exchange(task)
        let (expected, found) = (exchange.reference(), try exchange.planned())
        try compare(exchange, task, found, with: expected, limit: 1e-5)
    }

    @Test(
        "PyTorch agrees with the reference interpreter, both in double precision",
        .enabled(
            if: Python.withTorchAlone != nil,
            "no PyTorch here; make peers brings it, or name a Python that has it by NN_PYTHON"
        )
    )
    func torch() async throws {
        let python = try #require(Python.withTorchAlone)
        try await withTemporaryFolder { folder in
            let exchanges = try ExchangeCase.all.map { ($0, try Exchange($0)) }
            for (task, exchange) in exchanges {
                try WholeFile.write(exchange.file(), to: "\(folder)/\(task.name).safetensors")
            }
            let script = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "exchange.py").path
            // A machine that does other things may need its time to start PyTorch.
            let child = try await ChildProcess(python, ["-B", script, folder], limit: 600)
            try #require(child.status == 0, "\(child.errors)")
            for (task, exchange) in exchanges {
                let path = "\(folder)/\(task.name).result.safetensors"
                let file = try SafeTensors(decoding: WholeFile.read(path), file: path)
                let expected = try file.tensors.mapValues { try doubles($0) }
                try compare(exchange, task, exchange.reference(), with: expected, limit: 1e-9)
            }
        }
    }

    /// Numbers of which a file holds the eight bytes, as no tensor has their precision.
    private func doubles(_ tensor: Tensor) throws -> [Double] {
        guard case .uint8(let bytes) = tensor.storage else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return stride(from: 0, to: bytes.count, by: 8).map { start in
            let bits = bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
            return Double(bitPattern: bits)
        }
    }

    /// Compares all that was computed, by the norm of the difference and that of what is expected.
    private func compare(
        _ exchange: Exchange,
        _ task: ExchangeCase,
        _ found: [String: [Double]],
        with expected: [String: [Double]],
        limit: Double
    ) throws {
        #expect(Set(found.keys) == Set(expected.keys), "\(task.name)")
        for name in exchange.names {
            let (numbers, right) = (try #require(found[name]), try #require(expected[name]))
            // Relative to the sum of both norms, which is twice that of the one.
            let distance = 2 * relativeDistance(numbers, right)
            #expect(distance <= limit, "\(task.name): \(name) is off by \(distance)")
        }
    }
}
