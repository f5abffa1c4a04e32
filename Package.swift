// swift-tools-version: 6.2
import PackageDescription

/// The same rules for every target: Swift 6, explicit existentials and imports, every unsafe
/// expression marked, no warning left standing.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "swift-neural-networks",
    platforms: [.macOS(.v15), .iOS(.v18)],
    products: [
        .library(name: "NeuralNetworks", targets: ["NeuralNetworks"]),
        .library(name: "Computation", targets: ["Computation"]),
        .library(name: "Datasets", targets: ["Datasets"]),
    ],
    targets: [
        // The core: needs nothing but the toolchain.
        .target(name: "CKernels", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
        .target(name: "Computation", dependencies: ["CKernels"], swiftSettings: settings),
        .target(name: "NeuralNetworks", dependencies: ["Computation"], swiftSettings: settings),
        .target(name: "Datasets", dependencies: ["NeuralNetworks"], swiftSettings: settings),

    ]
)
