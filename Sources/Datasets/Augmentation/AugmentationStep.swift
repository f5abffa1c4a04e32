public import Computation

/// One way to change a picture at random that leaves what it shows recognizable.
///
/// A step moves the picture's places, or its colours, or both. A step of one's own is a small struct:
///
/// ```swift
/// struct Widen: AugmentationStep {
///     static let name = "Widen"
///     var factor: Interval
///
///     var description: String { "Widen(\(factor))" }
///     func validate() throws(AugmentationError) { try check(factor, within: 0.5...2, "the factor") }
///     func move(_ geometry: inout PictureGeometry, from stream: inout RandomStream) {
///         let factor = factor.draw(from: &stream)
///         geometry.transform(xFromX: factor, xFromY: 0, yFromX: 0, yFromY: 1)
///     }
/// }
/// ```
public protocol AugmentationStep: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name by which files and the catalogue know this kind of step.
    static var name: String { get }

    /// Refuses settings that make no sense.
    ///
    /// - Throws: ``AugmentationError/setting(step:problem:remedy:)``.
    func validate() throws(AugmentationError)

    /// Moves the places of a picture. All steps' moves are made in one resampling.
    ///
    /// - Parameters:
    ///   - geometry: Where everything goes, after the steps before this one.
    ///   - stream: The random numbers of this picture.
    func move(_ geometry: inout PictureGeometry, from stream: inout RandomStream)

    /// Changes the colours of a picture whose places have been moved.
    ///
    /// - Parameters:
    ///   - picture: The picture, after the steps before this one.
    ///   - stream: The random numbers of this picture.
    func recolour(_ picture: inout PicturePixels, from stream: inout RandomStream)
}

extension AugmentationStep {
    /// Nothing moves.
    public func move(_ geometry: inout PictureGeometry, from stream: inout RandomStream) {}

    /// No colour changes.
    public func recolour(_ picture: inout PicturePixels, from stream: inout RandomStream) {}
}

/// The kinds of step that files know: the only list of them.
public enum AugmentationStepCatalogue {
    /// Every kind of step of this library.
    public static let types: [any AugmentationStep.Type] = [
        Brightness.self, Contrast.self, Crop.self, Elastic.self, Erase.self, FlipHorizontally.self,
        Rotate.self, Scale.self, Shear.self, Shift.self, Tint.self,
    ]
}

extension CodingUserInfoKey {
    /// Further kinds of step that a decoder knows, as `[any AugmentationStep.Type]`.
    public static let augmentationStepTypes = CodingUserInfoKey(rawValue: "augmentationStepTypes")
}

/// A step of any kind as files hold it: its fields, and its kind under `step`.
struct AnyAugmentationStepCoding: Codable {
    let step: any AugmentationStep

    private enum Key: String, CodingKey { case step }

    init(_ step: any AugmentationStep) { self.step = step }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let name = try container.decode(String.self, forKey: .step)
        let further = CodingUserInfoKey.augmentationStepTypes.flatMap { decoder.userInfo[$0] }
        let types =
            AugmentationStepCatalogue.types + (further as? [any AugmentationStep.Type] ?? [])
        guard let type = types.first(where: { $0.name == name }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .step,
                in: container,
                debugDescription: "there is no augmentation step \"\(name)\"; the steps are "
                    + types.map { $0.name }.sorted().joined(separator: ", ")
            )
        }
        step = try type.init(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(type(of: step).name, forKey: .step)
        try step.encode(to: encoder)
    }
}
