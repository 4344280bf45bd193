// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")

let package = Package(
    name: "Faltbild",
    products: [
        .library(name: "SyncCore", targets: ["SyncCore"]),
        .library(name: "SyncServer", targets: ["SyncServer"]),
        .executable(name: "field", targets: ["FieldCLI"]),
        .executable(name: "field-server", targets: ["FieldServer"]),
        // Loaded into programs under test; part of no product.
        .library(name: "ForgetfulDisk", type: .dynamic, targets: ["ForgetfulDisk"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(
            name: "CQREncode",
            pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"])]
        ),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(
            name: "SyncCore",
            dependencies: [
                "CCurl", "CZstd", crypto, grdb,
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ],
            exclude: ["Wire/sync.proto"],
            swiftSettings: settings
        ),
        .target(name: "FieldModel", dependencies: ["SyncCore", crypto], swiftSettings: settings),
        .target(name: "Situation", dependencies: ["FieldModel", "SyncCore"], swiftSettings: settings),
        .target(
            name: "Imports",
            dependencies: [
                "FieldModel", "Situation", "SyncCore",
                .product(name: "SwiftCSV", package: "SwiftCSV"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "SyncServer",
            dependencies: [
                "CQREncode", "FieldModel", "Imports", "SyncCore", "Situation", crypto, grdb, logging,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdHTTP2", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            resources: [
                .embedInCode("Pages/Assets"), .embedInCode("Pages/Templates"), .embedInCode("Pages/Words"),
                .embedInCode("Reading/openapi.json"),
            ],
            swiftSettings: settings
        ),
        .target(name: "Terminal", dependencies: ["FieldModel", arguments], swiftSettings: settings),
        .executableTarget(
            name: "FieldCLI",
            dependencies: [
                "FieldModel", "Imports", "Situation", "SyncCore", "Terminal", arguments,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FieldServer",
            dependencies: [
                "FieldModel", "Imports", "SyncCore", "SyncServer", "Terminal", arguments, logging,
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "fieldbench",
            dependencies: [
                "FieldModel", "Situation", "SyncCore", "SyncServer", "Terminal", "TestSupport", grdb, logging,
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Sources/Bench",
            swiftSettings: settings
        ),
        .target(
            name: "TestSupport",
            dependencies: [
                "SyncCore",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        .target(
            name: "FleetSimulator",
            dependencies: ["SyncCore", "SyncServer", "TestSupport", grdb, protobuf],
            path: "Tests/FleetSimulator",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "fleet-simulator",
            dependencies: ["FleetSimulator", arguments],
            path: "Tests/FleetSimulatorCommand",
            swiftSettings: settings
        ),
        .target(
            name: "DecoderFuzzer",
            dependencies: ["FieldModel", "SyncCore", "SyncServer", "TestSupport", protobuf],
            path: "Tests/DecoderFuzzer",
            exclude: ["Corpus"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "decoder-fuzzer",
            dependencies: ["DecoderFuzzer", "TestSupport", arguments],
            path: "Tests/DecoderFuzzerCommand",
            swiftSettings: settings
        ),
        .testTarget(name: "DecoderFuzzerTests", dependencies: ["DecoderFuzzer"], swiftSettings: settings),
        .testTarget(
            name: "FleetSimulatorTests",
            dependencies: ["FleetSimulator", "SyncCore", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SyncCoreTests",
            dependencies: ["SyncCore", "TestSupport", crypto, grdb, protobuf],
            resources: [.copy("Fixtures")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FieldModelTests",
            dependencies: ["FieldModel", "SyncCore", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SituationTests",
            dependencies: ["Situation", "FieldModel", "Imports", "SyncCore", "TestSupport"],
            exclude: ["reference.py"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ImportsTests",
            dependencies: ["Imports", "FieldModel", "SyncCore", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SyncServerTests",
            dependencies: [
                "FieldModel", "Imports", "Situation", crypto, grdb, logging, protobuf,
                "SyncCore", "SyncServer", "TestSupport",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            exclude: ["Support/tus.py"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FieldCLITests",
            dependencies: ["FieldCLI", "FieldModel", "SyncCore", "Terminal", "TestSupport", arguments],
            swiftSettings: settings
        ),
        .target(name: "ForgetfulDisk", path: "Tests/ForgetfulDisk"),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "FieldCLI", "FieldModel", "FieldServer", "SyncCore", "TestSupport", grdb,
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: [
                "Field/full-disk.sh", "Field/store.py", "Field/terminal.py", "full-backup.sh",
                "Pages/browser.py", "Pages/provider.py", "Pages/schemathesis.toml",
            ],
            swiftSettings: settings
        ),
        .testTarget(name: "TidyTests", swiftSettings: settings),
    ]
)
