import SchemaModel

/// The first place, in wire order, where two values of one type differ.
public struct WireDifference: Hashable, Sendable, CustomStringConvertible {
  /// The field.
  public var path: WirePath
  /// The value that was expected; nil when none was.
  public var expected: DescribedValue?
  /// The value that was found; nil when there is none.
  public var found: DescribedValue?

  /// `Message.field: expected 1, found 2`.
  public var description: String {
    func words(_ value: DescribedValue?) -> String {
      guard let value else { return "nothing" }
      // Floats that print alike may differ in their bits.
      guard case .float(let bits, let width) = value else { return value.summary }
      return "\(value.summary) (bits \(WireFloat.bitsText(bits, width)))"
    }
    return "\(path): expected \(words(expected)), found \(words(found))"
  }
}

extension WireInterpreter {
  /// The first difference between two values; nil when they are the same, bit for bit.
  public func difference(
    expected: WireValue, found: WireValue, as target: Target, at revision: Int
  ) -> WireDifference? {
    guard expected != found else { return nil }
    return describe(expected, as: target, at: revision)
      .difference(from: describe(found, as: target, at: revision), [.name(name(of: target))])
  }
}

extension DescribedValue {
  fileprivate func difference(from found: DescribedValue, _ path: [WirePath.Step]) -> WireDifference? {
    guard self != found else { return nil }
    switch (self, found) {
    case (.structure(let expected), .structure(let found)):
      let expected = expected.map { (WirePath.Step.name($0.name), $0.value) }
      return Self.difference(expected, found.map { (WirePath.Step.name($0.name), $0.value) }, path)
    case (.list(let expected), .list(let found)):
      return Self.difference(Self.numbered(expected), Self.numbered(found), path)
    case (.masked(let words, let expected), .masked(let others, let found)):
      guard words == others else {
        return WireDifference(
          path: WirePath(path + [.name("words")]), expected: words.map { .integer(Int128($0), isWide: false) },
          found: others.map { .integer(Int128($0), isWide: false) })
      }
      let expected = expected.map { (WirePath.Step.index($0.index), $0.value) }
      return Self.difference(expected, found.map { (WirePath.Step.index($0.index), $0.value) }, path)
    case (.map(let expected), .map(let found)):
      return Self.difference(Self.numbered(expected.map(\.pair)), Self.numbered(found.map(\.pair)), path)
    default: return WireDifference(path: WirePath(path), expected: self, found: found)
    }
  }

  private static func numbered(_ values: [DescribedValue]) -> [(WirePath.Step, DescribedValue)] {
    values.enumerated().map { (.index($0.offset), $0.element) }
  }

  private static func difference(
    _ expected: [(WirePath.Step, DescribedValue)], _ found: [(WirePath.Step, DescribedValue)], _ path: [WirePath.Step]
  ) -> WireDifference? {
    for (left, right) in zip(expected, found) {
      guard left.0 == right.0 else {
        // One side lacks what the other has here.
        let isMissing = !found.contains { $0.0 == left.0 }
        return WireDifference(
          path: WirePath(path + [isMissing ? left.0 : right.0]), expected: isMissing ? left.1 : nil,
          found: isMissing ? nil : right.1)
      }
      if let difference = left.1.difference(from: right.1, path + [left.0]) { return difference }
    }
    if let left = expected.dropFirst(found.count).first {
      return WireDifference(path: WirePath(path + [left.0]), expected: left.1, found: nil)
    }
    guard let right = found.dropFirst(expected.count).first else { return nil }
    return WireDifference(path: WirePath(path + [right.0]), expected: nil, found: right.1)
  }
}

extension DescribedValue.Entry {
  /// The entry as a structure of two fields.
  fileprivate var pair: DescribedValue {
    .structure([.init(name: "key", value: key), .init(name: "value", value: value)])
  }
}
