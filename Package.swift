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
        .library(name: "MediaFiles", targets: ["MediaFiles"]),
        .executable(name: "nn", targets: ["nn"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    ],
    targets: [
        // The core: needs nothing but the toolchain.
        .target(name: "CKernels", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
        .target(name: "Computation", dependencies: ["CKernels"], swiftSettings: settings),
        .target(name: "NeuralNetworks", dependencies: ["Computation"], swiftSettings: settings),
        .target(name: "Datasets", dependencies: ["NeuralNetworks"], swiftSettings: settings),

        // Pictures and compressed files, by system libraries linked statically on Linux.
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
        .systemLibrary(name: "CJPEG", providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
        .target(
            name: "MediaFiles",
            dependencies: ["Datasets", "CMediaFiles"],
            swiftSettings: settings
        ),

        .executableTarget(
            name: "nn",
            dependencies: [
                "NeuralNetworks", "Datasets", "MediaFiles",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
    ]
)
