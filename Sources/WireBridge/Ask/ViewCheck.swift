public import Wire

extension BridgedMessage where Self: BridgedViewable, Self: WireViewable {
  /// What the view says otherwise than decoding does; nil when they agree.
  public static func bridgeViewFault(
    _ body: [UInt8], at revision: WireRevision, rules: WireRules, decoded: Result<Self, DecodeError>
  ) -> String? {
    do throws(DecodeError) {
      let spoken = try bridgeRevision(revision)
      let view = try unsafe WireView<Self>(body.span.bytes, revision: spoken, rules: rules)
      switch decoded {
      case .failure(let error): return "a view accepts what decoding refuses: \(error)"
      case .success(let value):
        return bridgeDifference(view, value).map { "the view has another value in `\($0)`" }
      }
    } catch {
      guard case .failure(let expected) = decoded else { return "there is no view of a body that decodes: \(error)" }
      return error == expected ? nil : "the view says \(error), decoding \(expected)"
    }
  }
}

/// Whether a view's field and a value's are the same: generated code compares by this.
public enum ViewField {
  /// Anything that is equal to itself.
  public static func isSame<Value: Equatable>(_ left: Value, _ right: Value) -> Bool { left == right }
  /// Floats by their bits.
  public static func isSame(_ left: Float, _ right: Float) -> Bool { left.bitPattern == right.bitPattern }
  /// Floats by their bits.
  public static func isSame(_ left: Double, _ right: Double) -> Bool { left.bitPattern == right.bitPattern }
  /// Floats by their bits.
  public static func isSame(_ left: Float?, _ right: Float?) -> Bool { left?.bitPattern == right?.bitPattern }
  /// Floats by their bits.
  public static func isSame(_ left: Double?, _ right: Double?) -> Bool { left?.bitPattern == right?.bitPattern }

  /// The first difference in a list, with its element's place.
  public static func difference<Element: BridgedViewable & WireFixed>(
    _ name: String, _ view: WireArrayView<Element>, _ values: [Element]
  ) -> String? {
    guard view.count == values.count else { return name }
    for (index, value) in values.enumerated() {
      if let field = Element.bridgeDifference(view[index], value) { return "\(name)[\(index)].\(field)" }
    }
    return nil
  }
}
