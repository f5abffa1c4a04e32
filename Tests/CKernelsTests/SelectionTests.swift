import CKernels
import Testing

@Suite struct SelectionTests {
    @Test("the baseline is everywhere, and the best table is the widest")
    func tables() throws {
        #expect(InstructionSet.supported.contains { $0.name == "portable" })
        #expect(unsafe ck_kernels_named("abacus") == nil)
        let widest = try #require(InstructionSet.supported.map(\.lanes).max())
        #expect(unsafe ck_kernels_best().pointee.lanes == widest)
    }

    @Test("a table knows its name", arguments: InstructionSet.supported)
    func names(set: InstructionSet) {
        #expect(unsafe String(cString: set.table.pointee.name) == set.name)
    }
}
