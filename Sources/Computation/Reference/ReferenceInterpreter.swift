/// Runs a graph in double precision, one operation after another: the definition of what a graph
/// means, made to be read and believed.
package struct ReferenceInterpreter {
    package let graph: Graph

    package init(_ graph: Graph) { self.graph = graph }

    /// Computes the value of every node.
    ///
    /// - Parameters:
    ///   - inputs: A value for each of the graph's inputs, by name.
    ///   - parameters: A value for each of the graph's parameters, in their order.
    /// - Returns: The value of each node, in their order.
    package func run(
        inputs: [String: ReferenceArray],
        parameters: [ReferenceArray] = []
    ) -> [ReferenceArray] {
        var values: [ReferenceArray] = []
        for node in graph.nodes {
            switch node.source {
            case .input(let name):
                guard let value = inputs[name], value.shape == node.type.shape else {
                    preconditionFailure("the input \(name) must be given as \(node.type)")
                }
                values.append(value)
            case .parameter(let index):
                values.append(parameters[index])
            case .constant(let numbers):
                values.append(ReferenceArray(numbers.map(Double.init), shape: node.type.shape))
            case .operation(let operation, let inputs):
                values.append(operation.evaluate(inputs.map { values[$0] }))
            }
        }
        return values
    }
}
