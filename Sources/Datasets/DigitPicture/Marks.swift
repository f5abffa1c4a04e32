/// The connected marks of a picture.
struct Marks {
    /// One connected mark: its size, its place, and how it lies to the picture's edge.
    struct Mark {
        /// The sum of its ink.
        var mass: Float = 0
        var left = Int.max, top = Int.max, right = -1, bottom = -1
        /// The pixels on the edge of the picture.
        var edgePixels = 0
        var width: Int { right - left + 1 }
        var height: Int { bottom - top + 1 }
        var longerSide: Int { max(width, height) }
        /// The pixels on the outline of its bounding box.
        var outlinePixels = 0
        /// How much of its own bounding box's outline it covers.
        var outlineShare: Float { Float(outlinePixels) / Float(max(1, 2 * (width + height) - 4)) }

        func encloses(_ other: Mark) -> Bool {
            left < other.left && top < other.top && right > other.right && bottom > other.bottom
        }

        /// The pixels between the bounding boxes.
        func distance(to other: Mark) -> Int {
            max(
                other.left - right,
                left - other.right,
                other.top - bottom,
                top - other.bottom,
                0
            )
        }
    }

    let width: Int
    let height: Int
    /// The number of the mark at each pixel, −1 for none.
    private(set) var labels: [Int32]
    private(set) var marks: [Mark] = []

    /// Marks are connected weak ink, corners counting, with strong ink somewhere.
    init(in ink: InkMap) {
        (width, height) = (ink.image.width, ink.image.height)
        labels = [Int32](repeating: -1, count: width * height)
        for start in labels.indices
        where labels[start] < 0 && ink.image.values[start] > ink.strongLimit {
            marks.append(flood(from: start, in: ink))
        }
        countOutlines()
    }

    private mutating func flood(from start: Int, in ink: InkMap) -> Mark {
        let label = Int32(marks.count)
        var mark = Mark()
        var open = [start]
        labels[start] = label
        while let place = open.popLast() {
            let (x, y) = (place % width, place / width)
            let value = ink.image.values[place]
            mark.mass += value
            mark.left = min(mark.left, x)
            mark.right = max(mark.right, x)
            mark.top = min(mark.top, y)
            mark.bottom = max(mark.bottom, y)
            if x == 0 || y == 0 || x == width - 1 || y == height - 1 { mark.edgePixels += 1 }
            for row in max(0, y - 1)...min(height - 1, y + 1) {
                for column in max(0, x - 1)...min(width - 1, x + 1) {
                    let next = row * width + column
                    if labels[next] < 0, ink.image.values[next] > ink.weakLimit {
                        labels[next] = label
                        open.append(next)
                    }
                }
            }
        }
        return mark
    }

    private mutating func countOutlines() {
        for (place, label) in labels.enumerated() where label >= 0 {
            let mark = marks[Int(label)]
            let (x, y) = (place % width, place / width)
            if x == mark.left || x == mark.right || y == mark.top || y == mark.bottom {
                marks[Int(label)].outlinePixels += 1
            }
        }
    }

    /// Which marks are the digit: the main one and its parts.
    var digit: Set<Int32>? {
        let large = marks.indices.filter { isLarge(marks[$0]) }
        let largeMarks = large.map { marks[$0] }
        let inner = large.filter { !isFrameOrLine(marks[$0], around: largeMarks) }
        let candidates = inner.isEmpty ? large : inner
        guard let main = candidates.max(by: { weight(marks[$0]) < weight(marks[$1]) }) else {
            return nil
        }
        var union = marks[main]
        var kept: Set<Int32> = [Int32(main)]
        let dropped = Set(large).subtracting(candidates)
        var rest = marks.indices.filter { index in
            index != main && marks[index].mass >= 0.02 * marks[main].mass
                && !dropped.contains(index)
        }
        // A part may hang on another part, so until none is added.
        while true {
            let near = rest.filter { index in
                3 * marks[index].distance(to: union)
                    <= max(marks[main].longerSide, marks[index].longerSide)
            }
            if near.isEmpty { break }
            for part in near {
                kept.insert(Int32(part))
                union.left = min(union.left, marks[part].left)
                union.top = min(union.top, marks[part].top)
                union.right = max(union.right, marks[part].right)
                union.bottom = max(union.bottom, marks[part].bottom)
            }
            rest.removeAll { kept.contains(Int32($0)) }
        }
        return kept
    }

    /// Whether a mark can be a digit by its size, seen from the picture's.
    private func isLarge(_ mark: Mark) -> Bool {
        25 * mark.longerSide >= min(width, height)
    }

    /// Whether a mark is a frame around something, a line across the picture, or the dark edge of
    /// a photograph.
    private func isFrameOrLine(_ mark: Mark, around others: [Mark]) -> Bool {
        if mark.outlineShare > 0.6, others.contains(where: mark.encloses) { return true }
        if 5 * mark.edgePixels >= 2 * min(width, height) { return true }
        let crosses = mark.width >= width && 5 * mark.height <= height
        let falls = mark.height >= height && 5 * mark.width <= width
        return crosses || falls
    }

    /// How likely a mark is the digit: it is large and lies in the middle rather than at the edge.
    private func weight(_ mark: Mark) -> Float {
        let x = abs(Float(mark.left + mark.right + 1) / Float(width) - 1)
        let y = abs(Float(mark.top + mark.bottom + 1) / Float(height) - 1)
        return mark.mass * (1 - 0.5 * max(x, y)) * (mark.edgePixels > 0 ? 0.3 : 1)
    }

    /// Which pixels belong to the kept marks or, as their soft edge, lie near one and belong to no
    /// other.
    func near(_ kept: Set<Int32>, reach: Int) -> [Bool] {
        var near = [Bool](repeating: false, count: labels.count)
        for (place, label) in labels.enumerated() where label >= 0 && kept.contains(label) {
            let (x, y) = (place % width, place / width)
            for row in max(0, y - reach)...min(height - 1, y + reach) {
                for column in max(0, x - reach)...min(width - 1, x + reach) {
                    let other = labels[row * width + column]
                    if other < 0 || kept.contains(other) { near[row * width + column] = true }
                }
            }
        }
        return near
    }
}
