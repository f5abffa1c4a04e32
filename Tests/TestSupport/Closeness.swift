/// The distance of two vectors relative to their size: ‖a − b‖ / (‖a‖ + ‖b‖), 0 where both are zero.
package func relativeDistance(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count == b.count else { return .infinity }
    func norm(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let size = norm(a) + norm(b)
    let distance = norm(zip(a, b).map { $0 - $1 })
    return size == 0 ? 0 : distance / size
}
