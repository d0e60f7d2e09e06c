public import RealmWorldProtocol

/// The options of a command line, each `--name value`.
public struct Options: Sendable {
  /// Why a command line cannot be understood.
  public struct Problem: Error, CustomStringConvertible {
    /// What is wrong.
    public let description: String
  }

  private var values: [String: String] = [:]

  /// Reads words; only these names are options.
  public init(_ words: [String], names: [String]) throws(Problem) {
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--"), names.contains(String(word.dropFirst(2))) else {
        throw Problem(description: "`\(word)` is no option")
      }
      guard let value = rest.popFirst() else { throw Problem(description: "`\(word)` needs a value") }
      values[String(word.dropFirst(2))] = value
    }
  }

  /// An option's value; the fallback where it is not given. `what` says what a value must be.
  public func value<Value>(
    _ name: String, _ what: String, default fallback: Value, _ read: (String) -> Value?
  ) throws(Problem) -> Value {
    guard let text = values[name] else { return fallback }
    guard let value = read(text) else { throw Problem(description: "`--\(name)` must be \(what), not `\(text)`") }
    return value
  }

  /// The port; it must be given where there is no fallback.
  public func port(default fallback: UInt16?) throws(Problem) -> UInt16 {
    guard let fallback = fallback ?? (values["port"] == nil ? nil : 0) else {
      throw Problem(description: "`--port` is missing")
    }
    return try value("port", "a number up to 65535", default: fallback) { UInt16($0) }
  }

  /// The revision that both ends must be told.
  public func revision() throws(Problem) -> RealmWorldRevision {
    let names = RealmWorldRevision.allCases.map { "\($0)" }.joined(separator: " or ")
    return try value("revision", names, default: .latest) { RealmWorldRevision($0) }
  }
}
