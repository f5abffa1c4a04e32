/// Where things are.
package struct Places: Sendable {
    /// The folder of the project.
    package var root: String
    /// The referee itself.
    package var referee: String
    /// The program `nn`.
    package var program: String
    /// The interpreter that has the peers' modules.
    package var python: String

    /// Places from their paths.
    package init(root: String, referee: String, program: String, python: String) {
        self.root = root
        self.referee = referee
        self.program = program
        self.python = python
    }
}
