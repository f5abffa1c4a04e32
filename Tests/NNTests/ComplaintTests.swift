import NeuralNetworks
import TestSupport
import Testing

/// A command that cannot be done, and the line that says why.
struct Mistake: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let message: String
    var testDescription: String { "nn " + arguments.joined(separator: " ") }

    init(_ command: String, _ message: String) {
        arguments = command.split(separator: " ").map(String.init)
        self.message = message
    }

    private static let sets = InstructionSet.available.map(\.rawValue).joined(separator: ", ")
    private static let noPicture =
        "text.png: this is no picture that is known here (PNG, JPEG, PGM, PPM, BMP); "
        + "save it as PNG or JPEG"
    private static let noModel =
        "text.png: the file has 6 bytes, a safetensors file has at least 10; it is incomplete, "
        + "copy or download it again"
    private static let noFile = "there is no such file; check the name and the folder"
    private static func noDigits(_ part: String) -> String {
        ".: the folder has no file \(part)-images-idx3-ubyte or \(part)-images-idx3-ubyte.gz; "
            + "copy or download it there"
    }

    static let training = [
        Mistake(
            "--optimizer abacus",
            "there is no optimizer \"abacus\"; choose sgd, adam, adamw, rmsprop, adagrad, nadam, lion"
        ),
        Mistake(
            "--schedule never",
            "there is no schedule \"never\"; choose constant, cosine, one-cycle, "
                + "step-decay, exponential, cosine-restarts, reduce-on-plateau"
        ),
        Mistake(
            "--activation soft",
            "there is no activation \"soft\"; choose identity, sigmoid, tanh, relu, leakyReLU, "
                + "elu, gelu, silu, softplus, step, softmax"
        ),
        Mistake(
            "--loss none",
            "there is no loss \"none\" for digits; choose cross-entropy, quadratic"
        ),
        Mistake(
            "--hidden 16,x",
            "the hidden widths must be numbers from 1 to 65536 with commas between, such as 16,16, "
                + "not \"16,x\""
        ),
        Mistake(
            "--hidden 0",
            "the hidden widths must be numbers from 1 to 65536 with commas between, such as 16,16, "
                + "not \"0\""
        ),
        Mistake("--threads 0", "the number of threads must be 1 to 256, not 0"),
        Mistake(
            "--instruction-set mmx",
            "this machine has no instruction set \"mmx\"; choose \(sets)"
        ),
        Mistake("--patience 0", "the patience must be at least 1 epoch, not 0"),
        Mistake(
            "--data . --validation 1",
            "the validation share must be at least 0 and less than 1, not 1.0"
        ),
        Mistake("--examples 0", "the number of examples must be 1 to 10000000, not 0"),
        Mistake(
            "--examples 9 --data .",
            "--examples says how many digits are drawn; leave it out with --data"
        ),
        Mistake("--learning-rate=-1", "the learning rate must be a number above 0, not -1.0"),
        Mistake("--learning-rate nan", "the learning rate must be a number above 0, not nan"),
        Mistake("--batch-size 0", "the batch size must be at least 1, not 0"),
        Mistake("--epochs 0", "the number of epochs must be at least 1, not 0"),
        Mistake(
            "--clip-norm 0",
            "the greatest norm of the gradients must be a number above 0, not 0.0"
        ),
        Mistake(
            "--average 1",
            "the decay of the average must be at least 0 and less than 1, not 1.0"
        ),
        Mistake("--weight-decay=-1", "the weight decay must be a number not below 0, not -1.0"),
        Mistake("--micro-batch 0", "the micro-batch size must be at least 1, not 0"),
        Mistake(
            "--warm-up=-1",
            "the number of warm-up steps must be a number not below 0, not -1.0"
        ),
        Mistake(
            "--label-smoothing 1",
            "the label smoothing must be at least 0 and less than 1, not 1.0"
        ),
        Mistake(
            "--label-smoothing 0.1 --loss quadratic",
            "--label-smoothing is for cross-entropy; leave it out with --loss quadratic"
        ),
        Mistake("--folds 1", "the number of folds must be at least 2, not 1"),
        Mistake(
            "--folds 11 --examples 10",
            "10 examples cannot make 11 folds; ask for 2 or more, and for no more than there are examples"
        ),
        Mistake(
            "--folds 5 --output my.safetensors",
            "--folds measures settings and writes no model; leave --output out"
        ),
        Mistake(
            "--folds 5 --data . --validation 0.2",
            "--folds measures on each part in turn; leave --validation out"
        ),
        Mistake("--data none", "none: \(noFile)"),
        Mistake("--data text.png", "text.png: this is a file; name a folder"),
        Mistake("--data .", noDigits("train")),
        Mistake(
            "--output none/digits.safetensors",
            "none/digits.safetensors: there is no folder none; create it or choose another"
        ),
        Mistake("--output .", ".: this is a folder; name a file"),
    ].map { Mistake("train digits " + $0.arguments.joined(separator: " "), $0.message) }

    static let sweeping = [
        Mistake(
            "--learning-rate 0.001..0.1",
            "--learning-rate is a range to draw from; say how many trials by --trials N"
        ),
        Mistake(
            "--learning-rate 1..0.1 --trials 3",
            "the range of --learning-rate must go from a number above 0 to a larger one, such as "
                + "0.0001..0.1, not \"1..0.1\""
        ),
        Mistake("--trials 0", "the number of trials must be 1 to 10000, not 0"),
        Mistake("--learning-rate 0.1,", "the learning rate must be a number, not \"\""),
        Mistake("--learning-rate 0.1,-1", "the learning rate must be a number above 0, not -1.0"),
        Mistake("--batch-size 16,0", "the batch size must be at least 1, not 0"),
        Mistake(
            "--hidden 16/x",
            "the hidden widths must be numbers from 1 to 65536 with commas between, such as 16,16, "
                + "not \"x\""
        ),
        Mistake(
            "--network cnn --hidden 16/32",
            "--hidden and --activation are for dense layers; leave them out with --network cnn"
        ),
        Mistake(
            "--output none/a.svg",
            "none/a.svg: there is no folder none; create it or choose another"
        ),
        Mistake("--data none", "none: \(noFile)"),
        Mistake("--epochs 0", "the number of epochs must be at least 1, not 0"),
        Mistake(
            "--find-learning-rate --trials 3",
            "--find-learning-rate is no sweep; leave --trials and --halving out"
        ),
        Mistake(
            "--find-learning-rate --learning-rate 0.1",
            "--find-learning-rate tries them all; leave --learning-rate out"
        ),
        Mistake(
            "--find-learning-rate --optimizer sgd,adam",
            "--find-learning-rate looks at one choice of settings; name one --optimizer, not sgd,adam"
        ),
    ].map { Mistake("sweep digits " + $0.arguments.joined(separator: " "), $0.message) }

    static let use = [
        Mistake("predict digits.safetensors text.png", noPicture),
        Mistake("predict digits.safetensors none.png", "none.png: \(noFile)"),
        Mistake("predict none.safetensors text.png", "none.safetensors: \(noFile)"),
        Mistake("predict text.png text.png", noModel),
        Mistake("show text.png", noModel),
        Mistake("evaluate digits.safetensors none", "none: \(noFile)"),
        Mistake("evaluate digits.safetensors .", noDigits("t10k")),
        Mistake(
            "evaluate digits.safetensors . --examples 5",
            "--examples says how many digits are drawn; leave it out with a folder"
        ),
        Mistake("explain digits.safetensors text.png --layer 1 --neuron 0", noPicture),
        Mistake(
            "explain digits.safetensors one.pgm --layer 4 --neuron 0",
            "there is no layer 4; the layers of neurons are 1 to 3"
        ),
        Mistake(
            "explain digits.safetensors one.pgm --layer 3 --neuron 10",
            "there is no neuron 10 in layer 3; its neurons are 0 to 9"
        ),
        Mistake(
            "explain digits.safetensors one.pgm --layer 3 --neuron 1 --terms=-1",
            "the number of terms must be at least 0, not -1"
        ),
        Mistake(
            "explain digits.safetensors one.pgm --layer 3 --neuron 1 --backward",
            "--backward needs the digit that the picture shows; name it by --label"
        ),
        Mistake(
            "explain digits.safetensors one.pgm --layer 3 --neuron 1 --label 1",
            "--label is the digit for --backward; leave it out or add --backward"
        ),
        Mistake(
            "explain digits.safetensors one.pgm --layer 3 --neuron 1 --backward --label 10",
            "there is no label 10; the network has the outputs 0 to 9"
        ),
        Mistake(
            "explain digits.safetensors one.pgm --layer 4 --neuron 1 --backward --label 1",
            "there is no layer 4; the layers of neurons are 1 to 3"
        ),
        Mistake(
            "predict other.safetensors one.pgm",
            "other.safetensors: takes inputs of shape [3], not pictures of 28×28 pixels"
        ),
    ]
}

@Suite("What nn complains about")
struct ComplaintTests {
    @Test(
        "A mistake is one line, before anything is done",
        arguments: Mistake.training + Mistake.sweeping
    )
    func training(_ mistake: Mistake) async throws {
        try await withTemporaryFolder { folder in
            try Fixture.write(Array("hello\n".utf8), "text.png", in: folder)
            let child = try await Command.run(mistake.arguments, in: folder)
            #expect(child.status == 1)
            #expect(child.errors == "Error: \(mistake.message)\n")
            #expect(child.output.isEmpty)
            #expect(try Fixture.files(in: folder) == ["text.png"])
        }
    }

    @Test("A file that cannot be used is named")
    func use() async throws {
        try await withTemporaryFolder { folder in
            try Fixture.write(Array("hello\n".utf8), "text.png", in: folder)
            _ = try Fixture.writePicture(in: folder)
            try Model(Network { Dense(2) }, input: [3]).save(to: folder + "/other.safetensors")
            try await Command.trainDigits("--epochs", "1", in: folder)
            for mistake in Mistake.use {
                let child = try await Command.run(mistake.arguments, in: folder)
                #expect(child.status == 1, "\(mistake)")
                #expect(child.errors == "Error: \(mistake.message)\n", "\(mistake)")
                #expect(child.output.isEmpty, "\(mistake)")
            }
        }
    }

    @Test("A training that fails leaves an existing model as it was")
    func untouched() async throws {
        try await withTemporaryFolder { folder in
            let old = Array("precious".utf8)
            try Fixture.write(old, "digits.safetensors", in: folder)
            let child = try await Command.run(
                "train",
                "digits",
                "--examples",
                "600",
                "--optimizer",
                "sgd",
                "--learning-rate",
                "1e30",
                "--schedule",
                "constant",
                in: folder
            )
            #expect(child.status == 1)
            #expect(
                child.errors.wholeMatch(
                    of:
                        #/Error: the loss became (nan|inf) in epoch 1, step \d+, at the learning rate 1e\+30; try a tenth of it\n/#
                ) != nil,
                "\(child.errors)"
            )
            #expect(try Fixture.read("digits.safetensors", in: folder) == old)
            #expect(try Fixture.files(in: folder) == ["digits.safetensors"])
        }
    }

    @Test(
        "A command that is not understood is answered with its usage",
        arguments: [
            ("fly", "Unexpected argument 'fly'", "Usage: nn <subcommand>"),
            (
                "train digits --colour red", "Unknown option '--colour'",
                "Usage: nn train digits <options>"
            ),
            (
                "train digits --epochs many", "The value 'many' is invalid for '--epochs <epochs>'",
                "Usage: "
            ),
            ("predict", "Missing expected argument '<model>'", "Usage: nn predict <model>"),
        ]
    )
    func usage(command: String, error: String, usage: String) async throws {
        try await withTemporaryFolder { folder in
            let arguments = command.split(separator: " ").map(String.init)
            let child = try await Command.run(arguments, in: folder)
            #expect(child.status == 64)
            #expect(child.errors.hasPrefix("Error: \(error)"), "\(child.errors)")
            #expect(child.errors.contains(usage))
            #expect(child.output.isEmpty)
        }
    }
}
