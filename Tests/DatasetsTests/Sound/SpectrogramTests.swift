import Foundation
import NeuralNetworks
import TestSupport
import Testing

@testable import Datasets

@Suite("Spectrograms")
struct SpectrogramTests {
    /// A tone that rises, over quiet noise.
    private static let sound: Sound = {
        var state: UInt64 = 7
        return Sound(
            (0..<4000).map { index in
                state = state &* 6_364_136_223_846_793_005 &+ 1
                let time = Double(index) / 8000
                let noise = Double(state >> 40) / Double(1 << 24) - 0.5
                return Float(0.4 * sin(2 * Double.pi * (300 + 800 * time) * time) + 0.02 * noise)
            },
            rate: 8000
        )
    }()

    @Test("A tone is loudest in its band")
    func tone() {
        let form = MelSpectrogram(rate: 8000, bands: 20)
        for hertz in [200.0, 700, 2500] {
            let tone = Sound(
                (0..<1600).map { Float(sin(2 * Double.pi * hertz * Double($0) / 8000)) },
                rate: 8000
            )
            let rows = form(tone)
            #expect(rows.count == form.frameCount(samples: 1600) * 20)
            let row = Array(rows[60..<80])
            let loudest = row.indices.max { row[$0] < row[$1] } ?? 0
            let (low, high) = (MelSpectrogram.mel(60), MelSpectrogram.mel(4000))
            let wanted = (MelSpectrogram.mel(Float(hertz)) - low) / (high - low) * 21 - 1
            #expect(abs(Float(loudest) - wanted) < 0.8, "\(hertz) Hz: \(loudest), \(wanted)")
        }
    }

    @Test("A recording shorter than a frame has one")
    func short() {
        let form = MelSpectrogram(rate: 8000, bands: 8)
        #expect(form(Sound([0.5], rate: 8000)).count == 8)
        #expect(form.sampleCount(frames: form.frameCount(samples: 1000)) <= 1000)
    }

    @Test("A form is filled from 0 to the loudest, whatever the volume and the length")
    func form() {
        let form = SoundForm(spectrogram: MelSpectrogram(rate: 8000, bands: 10), frames: 60)
        let whole = form(SpectrogramTests.sound)
        #expect(whole.count == 600 && whole.max() == 1 && (whole.min() ?? -1) >= 0)
        let quiet = Sound(SpectrogramTests.sound.samples.map { $0 / 4 }, rate: 8000)
        for (one, other) in zip(form(quiet), whole) { #expect(abs(one - other) < 0.01) }
        // 48 frames stand between 6 of silence on each side.
        #expect(whole.prefix(60).allSatisfy { $0 == 0 } && whole.suffix(60).allSatisfy { $0 == 0 })
        let part = SoundForm(spectrogram: form.spectrogram, frames: 10)
        #expect(part(SpectrogramTests.sound).count == 100)
    }

    @Test("Changed recordings follow from seed, epoch and index alone")
    func augmentation() throws {
        let form = SoundForm(spectrogram: MelSpectrogram(rate: 8000, bands: 10), frames: 50)
        let sounds = (0..<5).map {
            Sound(Array(SpectrogramTests.sound.samples.dropFirst(100 * $0)), rate: 8000)
        }
        let examples = try Examples(
            inputs: form.tensor(of: sounds),
            targets: Tensor([0, 1, 2, 3, 4] as [Int32])
        )
        let augmentation = SoundAugmentation(sounds, form: form)
        func inputs(_ indices: [Int], epoch: Int, threads: Int = 1) -> Tensor {
            let context = TransformationContext(seed: 3, epoch: epoch, threads: threads)
            return augmentation.transformed(examples, at: indices, in: context).inputs
        }
        let all = inputs([0, 1, 2, 3, 4], epoch: 1)
        #expect(all.shape == [5, 50, 10, 1])
        #expect(inputs([3, 1], epoch: 1, threads: 2) == all[[3, 1]])
        #expect(inputs([0, 1, 2, 3, 4], epoch: 2) != all)
        #expect(all.floats.allSatisfy { (0...1).contains($0) })
        let targets = augmentation.transformed(
            examples,
            at: [4, 2],
            in: TransformationContext(seed: 3, epoch: 1)
        ).labels
        #expect(targets == [4, 2])
    }

    @Test(
        "The numbers are those of Python's libraries",
        .enabled(if: InstalledProgram.path("python3") != nil, "python3 is not here")
    )
    func python() async throws {
        let form = MelSpectrogram(rate: 8000, bands: 16)
        let python = try #require(InstalledProgram.path("python3"))
        let script = """
            import sys
            try:
                import numpy as np
                from scipy.signal import ShortTimeFFT, get_window
            except ImportError:
                sys.exit(77)
            samples = np.fromfile(sys.argv[1], dtype=np.float32).astype(float)
            window = get_window("hann", 200)
            stft = ShortTimeFFT(window, 80, 8000, fft_mode="onesided", mfft=256, phase_shift=None)
            frames = (len(samples) - 200) // 80 + 1
            power = np.stack([np.abs(np.fft.rfft(samples[80*i:80*i+200] * window, 256))**2
                              for i in range(frames)], 1)
            known = np.abs(stft.stft(samples))**2
            first = np.argmin([np.abs(known[:, k] - power[:, 0]).sum() for k in range(5)])
            assert np.allclose(known[:, first:first + frames], power, atol=1e-6), "not scipy's"
            mel = lambda f: 2595 * np.log10(1 + f / 700)
            edges = 700 * (10 ** (np.linspace(mel(60), mel(4000), 18) / 2595) - 1)
            bins = np.arange(129) * 8000 / 256
            bank = np.stack([np.interp(bins, edges[b:b+3], [0, 1, 0]) for b in range(16)])
            for value in np.log(bank @ power + 1e-6).T.ravel():
                print(value)
            """
        try await withTemporaryFolder { folder in
            let bytes = SpectrogramTests.sound.samples.flatMap { sample in
                (0..<4).map { UInt8(truncatingIfNeeded: sample.bitPattern >> (8 * UInt32($0))) }
            }
            try Data(bytes).write(to: URL(filePath: folder + "/samples"))
            let child = try await ChildProcess(python, ["-c", script, folder + "/samples"])
            // Without SciPy there is nothing to compare with.
            guard child.status != 77 else { return }
            #expect(child.status == 0, "\(child.errors)")
            let wanted = child.lines.compactMap(Float.init)
            let found = form(SpectrogramTests.sound)
            try #require(wanted.count == found.count)
            for (one, other) in zip(found, wanted) { #expect(abs(one - other) < 0.01) }
        }
    }
}
