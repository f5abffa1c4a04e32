import Computation
import Foundation
import Testing

@testable import Datasets

@Suite("Augmentation: files")
struct AugmentationCodingTests {
    @Test("Every step is written and read")
    func roundTrip() throws {
        let augmentation = Augmentation(background: 3) {
            Brightness(-0.5...0.2)
            Contrast(-0.5...0.2)
            Crop(padding: 4)
            Elastic(strength: 8, smoothness: 5)
            Erase(share: 0.1...0.2, value: 3)
            FlipHorizontally(probability: 0.25)
            Rotate(degrees: 5)
            Scale(0.9...1.2)
            Shear(degrees: 8)
            Shift(right: 1...2, down: -3...4)
            Tint(0.1)
        }
        let names = augmentation.steps.map { type(of: $0).name }
        #expect(names == AugmentationStepCatalogue.types.map { $0.name })
        let data = try JSONEncoder().encode(augmentation)
        let read = try JSONDecoder().decode(Augmentation.self, from: data)
        #expect(read == augmentation)
    }

    @Test("Unknown steps are refused by name; reversed settings are read, and refused in use")
    func unknown() throws {
        let unknown = Data(#"{"steps": [{"step": "Melt"}]}"#.utf8)
        let line = refusal { _ = try JSONDecoder().decode(Augmentation.self, from: unknown) }
        #expect(line?.contains("there is no augmentation step \"Melt\"") == true)
        let reversed = Data(#"{"steps": [{"step": "Scale", "factor": [1.2, 0.9]}]}"#.utf8)
        let augmentation = try JSONDecoder().decode(Augmentation.self, from: reversed)
        let refused = refusal { try augmentation.validate() }
        #expect(refused?.contains("the factor goes from 1.2 down to 0.9") == true)
    }
}
