/// Why a value cannot be written: `SaveInventoryItems.items[3].stackCount: narrowing, 300 is above 255`.
///
/// Nothing is ever cut to fit. One reference wide, like ``DecodeError``.
public struct EncodeError: Error, Hashable, Sendable, CustomStringConvertible {
  private final class Details: Sendable {
    let kind: WireErrorKind
    let wanted: Int128
    let had: Int128
    let path: WirePath

    init(_ kind: WireErrorKind, wanted: Int128, had: Int128, path: WirePath) {
      self.kind = kind
      self.wanted = wanted
      self.had = had
      self.path = path
    }
  }

  private let details: Details

  /// An error of a value.
  public init(_ kind: WireErrorKind, wanted: Int128 = 0, had: Int128 = 0, path: WirePath = WirePath()) {
    details = Details(kind, wanted: wanted, had: had, path: path)
  }

  /// An error of a field.
  @inline(never)
  public init(_ kind: WireErrorKind, _ field: StaticString, wanted: Int128 = 0, had: Int128 = 0) {
    self.init(kind, wanted: wanted, had: had, path: WirePath(field))
  }

  /// What went wrong.
  public var kind: WireErrorKind { details.kind }
  /// The bound that was crossed; for `presence`, 1 when the value is missing and 0 when it should be absent.
  public var wanted: Int128 { details.wanted }
  /// The value or the count that does not fit.
  public var had: Int128 { details.had }
  /// Message and field.
  public var path: WirePath { details.path }

  /// The same error, seen from the field or message that holds the one that failed.
  @inline(never)
  public func within(_ name: StaticString) -> EncodeError {
    name.utf8CodeUnitCount == 0 ? self : within(.name(name.description))
  }

  /// The same error, seen from the list that holds the element that failed.
  @inline(never)
  public func within(_ field: StaticString, _ index: Int) -> EncodeError {
    within(.index(index)).within(field)
  }

  private func within(_ step: WirePath.Step) -> EncodeError {
    EncodeError(kind, wanted: wanted, had: had, path: path.within(step))
  }

  /// Path, kind and numbers on one line.
  public var description: String {
    let place = path.steps.isEmpty ? "" : "\(path): "
    return place + kind.rawValue + kind.numbers(wanted: wanted, had: had)
  }

  /// Errors are equal when they say the same.
  public static func == (left: EncodeError, right: EncodeError) -> Bool {
    left.kind == right.kind && left.wanted == right.wanted && left.had == right.had && left.path == right.path
  }

  /// Equal errors have equal hashes.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(path)
  }
}
