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

/// A system library is needed to compile against on macOS; on Linux its static archive is linked,
/// so that the program needs none where it runs.
func onMacOS(_ library: String) -> Target.Dependency {
    .target(name: library, condition: .when(platforms: [.macOS]))
}

let package = Package(
    name: "swift-neural-networks",
    platforms: [.macOS(.v15), .iOS(.v18)],
    products: [
        .library(name: "Computation", targets: ["Computation"]),
        .library(name: "NeuralNetworks", targets: ["NeuralNetworks"]),
        .library(name: "Datasets", targets: ["Datasets"]),
        .library(name: "MediaFiles", targets: ["MediaFiles"]),
        .library(name: "Learners", targets: ["Learners"]),
        .library(name: "Interchange", targets: ["Interchange"]),
        .library(name: "NetworkFiles", targets: ["NetworkFiles"]),
        .library(name: "Studio", targets: ["Studio"]),
        .executable(name: "nn", targets: ["nn"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        // Without its traits, which bring all of Foundation.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            from: "2.20.0",
            traits: []
        ),
        .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.3.0", traits: []),
    ],
    targets: [
        // The core needs nothing but the toolchain.
        .target(
            name: "CKernels",
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]
        ),
        .target(name: "Computation", dependencies: ["CKernels"], swiftSettings: settings),
        .target(name: "NeuralNetworks", dependencies: ["Computation"], swiftSettings: settings),
        .target(
            name: "Datasets",
            dependencies: ["NeuralNetworks", "Computation"],
            swiftSettings: settings
        ),

        // Pictures, sound and compressed files, by system libraries.
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
        ),
        .systemLibrary(
            name: "CPNG",
            pkgConfig: "libpng",
            providers: [.apt(["libpng-dev"]), .brew(["libpng"])]
        ),
        .systemLibrary(
            name: "CJPEG",
            pkgConfig: "libjpeg",
            providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]
        ),
        .systemLibrary(
            name: "CFLAC",
            pkgConfig: "flac",
            providers: [.apt(["libflac-dev"]), .brew(["flac"])]
        ),
        .systemLibrary(
            name: "CVorbis",
            pkgConfig: "vorbisfile",
            providers: [.apt(["libvorbis-dev"]), .brew(["libvorbis"])]
        ),
        .target(
            name: "CMediaFiles",
            dependencies: [
                onMacOS("CZlib"), onMacOS("CPNG"), onMacOS("CJPEG"), onMacOS("CFLAC"),
                onMacOS("CVorbis"),
            ],
            linkerSettings: [
                .linkedLibrary(":libFLAC.a", .when(platforms: [.linux])),
                .linkedLibrary(":libvorbisfile.a", .when(platforms: [.linux])),
                .linkedLibrary(":libvorbis.a", .when(platforms: [.linux])),
                .linkedLibrary(":libogg.a", .when(platforms: [.linux])),
                .linkedLibrary(":libpng16.a", .when(platforms: [.linux])),
                .linkedLibrary(":libjpeg.a", .when(platforms: [.linux])),
                .linkedLibrary(":libz.a", .when(platforms: [.linux])),
                .linkedLibrary("m", .when(platforms: [.linux])),
            ]
        ),
        .target(
            name: "MediaFiles",
            dependencies: ["Datasets", "NeuralNetworks", "Computation", "CMediaFiles"],
            swiftSettings: settings
        ),

        // Raw files to answers.
        .target(
            name: "Learners",
            dependencies: ["Datasets", "MediaFiles", "NeuralNetworks"],
            swiftSettings: settings
        ),
        // Trained models for programs that know nothing of this library.
        .target(
            name: "Interchange",
            dependencies: ["NeuralNetworks", "Computation"],
            swiftSettings: settings
        ),
        // Networks described in YAML. Alone, for Yams brings all of Foundation.
        .target(
            name: "NetworkFiles",
            dependencies: ["NeuralNetworks", .product(name: "Yams", package: "Yams")],
            swiftSettings: settings
        ),

        // The page in a browser, and the server behind it. What the page consists of is in the program.
        .target(name: "StudioAssets", exclude: ["Page"]),
        .target(
            name: "Studio",
            dependencies: [
                "StudioAssets", "Interchange", "Learners", "Datasets", "MediaFiles",
                "NeuralNetworks",
                "Computation",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: settings
        ),
        .target(name: "CProgram"),
        .executableTarget(
            name: "nn",
            dependencies: [
                "CProgram", "Interchange", "NetworkFiles", "Studio", "Learners", "Datasets",
                "MediaFiles", "NeuralNetworks",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),

        // The smallest networks, to read and to run.
        .target(
            name: "FirstSteps",
            dependencies: ["NeuralNetworks"],
            path: "Examples/FirstSteps",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "first-steps",
            dependencies: ["FirstSteps", "NeuralNetworks"],
            path: "Examples/first-steps",
            swiftSettings: settings
        ),

        // The program in README.md.
        .executableTarget(
            name: "quick-start",
            dependencies: ["Datasets", "NeuralNetworks"],
            path: "Examples/quick-start",
            swiftSettings: settings
        ),

        // Tests, and what they share.
        .target(name: "CAllocationCount", path: "Tests/CAllocationCount"),
        // A process of its own, so that only what it measures allocates.
        .executableTarget(
            name: "allocation-probe",
            dependencies: ["CAllocationCount", "NeuralNetworks"],
            path: "Tests/allocation-probe",
            swiftSettings: settings
        ),
        // The same for instructions.
        .executableTarget(
            name: "instruction-probe",
            dependencies: ["NeuralNetworks"],
            path: "Tests/instruction-probe",
            swiftSettings: settings
        ),
        .target(
            name: "TestSupport",
            dependencies: ["Computation"],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        .testTarget(name: "CKernelsTests", dependencies: ["CKernels"], swiftSettings: settings),
        .testTarget(
            name: "ComputationTests",
            dependencies: ["Computation", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "NeuralNetworksTests",
            dependencies: ["NetworkFiles", "NeuralNetworks", "Computation", "TestSupport"],
            exclude: [
                "Exchange/exchange.py", "Exchange/exchange_losses.py",
                "Exchange/exchange_sequences.py", "Exchange/exchange_tables.py",
            ],
            resources: [.copy("Training/thresholds.json")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DatasetsTests",
            dependencies: ["Datasets", "NeuralNetworks", "Computation", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MediaFilesTests",
            dependencies: ["MediaFiles", "Datasets", "NeuralNetworks", "Computation"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FirstStepsTests",
            dependencies: ["FirstSteps", "NeuralNetworks"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "LearnersTests",
            dependencies: ["Learners", "Datasets", "MediaFiles", "NeuralNetworks", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "InterchangeTests",
            dependencies: ["Interchange", "NeuralNetworks", "Computation", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "StudioTests",
            dependencies: [
                "Studio", "Datasets", "Learners", "MediaFiles", "NeuralNetworks", "TestSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "NNTests",
            dependencies: [
                "nn", "Interchange", "Datasets", "MediaFiles", "NeuralNetworks", "TestSupport",
            ],
            swiftSettings: settings
        ),
    ]
)
