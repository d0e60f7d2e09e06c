public import Wire

/// Why JSON is no value of a Swift type: `SaveInventoryItems.items[3].stackCount: narrowing, 300 is outside 0...255`.
public struct LoadProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// In the words of fixtures; nil when the JSON has another shape than its type.
  public var kind: WireErrorKind?
  /// The field.
  public var path: WirePath
  /// What is wrong, in words.
  public var text: String

  /// A problem of a field.
  public init(_ kind: WireErrorKind? = nil, _ path: WirePath, _ text: String) {
    self.kind = kind
    self.path = path
    self.text = text
  }

  /// Path, kind and words.
  public var description: String { "\(path): " + (kind.map { $0.rawValue + ", " } ?? "") + text }
}
