// swift-tools-version: 6.2
import PackageDescription

/// The rules of the project's own package.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A product of the project itself, used as anybody else would use it.
func product(_ name: String) -> Target.Dependency {
    .product(name: name, package: "swift-neural-networks")
}

/// A package of its own, so that nobody who uses the library fetches anything for its benchmark.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-neural-networks", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    ],
    targets: [
        // What the machine can do at best.
        .target(name: "CPeaks"),
        // Processes, their signals and what they used.
        .target(name: "CBenchmarkSystem"),
        // What referee and contestants say to each other.
        .target(name: "Conversation", swiftSettings: settings),
        .target(
            name: "Referee",
            dependencies: ["Conversation", "CPeaks", "CBenchmarkSystem"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "bench",
            dependencies: [
                "Conversation", "Referee",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),

        // Our own contestant.
        .executableTarget(
            name: "ours",
            dependencies: [
                "Conversation", "CBenchmarkSystem", product("NeuralNetworks"), product("Datasets"),
                product("MediaFiles"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "write-digits",
            dependencies: [product("Datasets"), product("NeuralNetworks")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RefereeTests",
            dependencies: ["Conversation", "Referee"],
            swiftSettings: settings
        ),
    ]
)
