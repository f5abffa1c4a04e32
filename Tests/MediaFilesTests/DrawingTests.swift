import Computation
import Datasets
import Testing

@testable import MediaFiles

@Suite("Pictures of numbers")
struct DrawingTests {
    @Test("A spectrogram has time to the right, pitch upwards, and more light where there is more")
    func spectrogram() {
        let picture = Picture(spectrogram: Tensor([0, 0.2, 0.5, 0, 0, 1], shape: [3, 2]))
        #expect(picture.width == 3 && picture.height == 2 && picture.channels == 3)
        let light = picture.grey.pixels
        // The upper row has the second band of each frame.
        #expect(light[0] < light[3 + 1] && light[2] > light[3 + 1] && light[1] == light[3])
    }

    @Test("A waveform reaches as far as its samples")
    func waveform() {
        let sound = Sound([0, 0, 1, -1, 0.5, 0.5], rate: 100)
        let picture = Picture(waveform: sound, width: 3, height: 5)
        let dark = (0..<3).map { x in (0..<5).filter { picture.pixels[$0 * 3 + x] < 255 } }
        #expect(dark == [[2], [0, 1, 2, 3, 4], [1]])
        #expect(
            Picture(waveform: Sound([], rate: 100), width: 2, height: 2).pixels.allSatisfy {
                $0 == 255
            }
        )
    }

    @Test("Heat warms grey; a page can hold the picture")
    func heat() throws {
        let picture = Picture(width: 2, height: 1, channels: 3, pixels: [90, 90, 90, 90, 90, 90])
        let warm = picture.overlaid(by: Tensor([0, 1], shape: [1, 2])).pixels
        #expect(warm.prefix(3) == [90, 90, 90])
        #expect(warm[3] > 200 && warm[5] < 60)
        #expect(picture.magnified(2).width == 4 && picture.magnified(2).pixels.count == 24)
        #expect(try picture.dataURI().hasPrefix("data:image/png;base64,iVBORw0KGgo"))
    }
}
