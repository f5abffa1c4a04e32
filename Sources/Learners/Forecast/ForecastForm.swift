import Datasets
import NeuralNetworks

/// What a model of series keeps besides weights: how the past becomes the numbers that it reads.
struct ForecastForm: Codable, Hashable {
    /// What is made of one column.
    enum Encoding: Codable, Hashable {
        /// A number less its mean, over its deviation, and whether it is missing where it ever was.
        case number(mean: Float, deviation: Float, isEverMissing: Bool)
        /// A flag for each of these texts.
        case category([String])

        /// How many numbers a step has of it.
        var width: Int {
            switch self {
            case .number(_, _, let isEverMissing): isEverMissing ? 2 : 1
            case .category(let names): names.count
            }
        }
    }

    struct Column: Codable, Hashable {
        let name: String
        let encoding: Encoding
    }

    /// The columns that make the time.
    let time: [String]
    /// The steps from one to the next.
    let grid: SeriesGrid
    /// The columns that are read; the first is the one that is forecast.
    let columns: [Column]
    /// How many steps are read.
    let history: Int
    /// How many steps are forecast.
    let horizon: Int
    /// The shares of true numbers below the outputs.
    static let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95]
    /// By how much the bands of half and of nine of ten cases are widened at each step, in deviations.
    var widening: [[Double]] = []

    /// Mean and deviation of what is forecast.
    var scale: (mean: Double, deviation: Double) {
        guard case .number(let mean, let deviation, _) = columns.first?.encoding else {
            return (0, 1)
        }
        return (Double(mean), Double(deviation))
    }

    /// How many numbers the calendar gives.
    private var calendarWidth: Int { grid.hasHours ? 8 + 7 : 4 + 7 }

    /// How many numbers the network reads.
    var inputCount: Int {
        history * columns.reduce(0) { $0 + $1.encoding.width } + calendarWidth
    }

    /// The most steps that are learned from or judge, the latest: so many that what is read and answered at all
    /// of them, which the linear models take in double precision, lies in memory at ease.
    var mostSteps: Int { (1 << 26) / (inputCount + 10 * horizon) }

    /// Each column's numbers over the steps of a series: the last known one where one is missing.
    func channels(of series: Series) throws -> [[Float]] {
        try columns.flatMap { column -> [[Float]] in
            switch (try series.column(column.name), column.encoding) {
            case (.numbers(let numbers), .number(let mean, let deviation, let isEverMissing)):
                var last: Float = 0
                let values = numbers.map { number in
                    if !number.isNaN { last = (number - mean) / deviation }
                    return last
                }
                return [values] + (isEverMissing ? [numbers.map { $0.isNaN ? 1 : 0 }] : [])
            case (.texts(let texts), .category(let names)):
                return names.map { name in texts.map { $0 == name ? 1 : 0 } }
            case (.texts(let texts), .number):
                let word = texts.compactMap(\.self).first { Double($0) == nil } ?? ""
                throw TableError(
                    file: "the series",
                    problem: .notNumber(column: column.name, text: word)
                )
            case (.numbers(let numbers), .category(let names)):
                let texts = numbers.map { TableColumn.name(of: $0) }
                return names.map { name in texts.map { $0 == name ? 1 : 0 } }
            }
        }
    }

    /// What the network reads to look ahead from a step: the past of every channel, the newest first, and
    /// where the step stands in the calendar.
    func append(_ channels: [[Float]], at step: Int, of grid: SeriesGrid, to row: inout [Float]) {
        for channel in channels {
            for lag in 0..<history { row.append(channel[step - lag]) }
        }
        let place = CalendarPlace(grid.time(step))
        let angles = [place.shareOfYear] + (grid.hasHours ? [place.shareOfDay] : [])
        for angle in angles { row += CalendarPlace.waves(of: angle, count: 2) }
        for day in 0..<7 { row.append(day == place.weekday ? 1 : 0) }
    }
}

extension TableColumn {
    /// A number as a category; nil where it is missing.
    static func name(of number: Float) -> String? {
        TableColumn(name: "", kind: .number, values: .numbers([number])).text(0)
    }
}
