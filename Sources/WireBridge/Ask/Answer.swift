import JSONText
import Wire

/// Answers as lines of JSON.
enum Answer {
  static func text(_ text: String) -> String { JSON.string(text).compact() }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(text($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }

  private static func listed(_ faults: [String]) -> [(String, String)] {
    faults.isEmpty ? [] : [("faults", JSON.array(faults.map { .string($0) }).compact())]
  }

  static func decoded(
    _ named: [(String, String)], _ value: String, _ consumed: Int, excess: [UInt8], faults: [String] = []
  ) -> String {
    let kept = excess.isEmpty ? [] : [("excess", text(HexBytes.text(excess)))]
    return object([("ok", "true")] + named + [("value", value), ("consumed", "\(consumed)")] + kept + listed(faults))
  }

  static func converted(_ value: String) -> String { object([("ok", "true"), ("value", value)]) }

  static func encoded(isChecked: Bool, _ bytes: () throws -> (bytes: [UInt8], faults: [String])) -> String {
    do {
      let (bytes, faults) = try bytes()
      return object([("ok", "true"), ("body", text(HexBytes.text(bytes)))] + listed(faults))
    } catch {
      return failed(error, faults: isChecked ? [] : nil)
    }
  }

  /// `faults` are given when the request was to be checked; it gets the numbers of the error, too.
  static func failed(_ error: any Error, faults: [String]? = nil) -> String {
    switch error {
    case let error as DecodeError:
      failed(
        error.kind.rawValue, error.path, error.offset, error.description, faults, more: [error.wanted, error.had])
    case let error as EncodeError:
      failed(error.kind.rawValue, error.path, nil, error.description, faults, more: [error.wanted, error.had])
    case let problem as LoadProblem:
      failed(problem.kind?.rawValue ?? "value", problem.path, nil, problem.description, faults, isLoading: true)
    default: refused("\(error)")
    }
  }

  static func failed(
    _ kind: String, _ path: WirePath?, _ offset: Int?, _ words: String, _ faults: [String]? = nil,
    more numbers: [Int128] = [], isLoading: Bool = false
  ) -> String {
    var members = [
      ("kind", text(kind)), ("path", path.map { text($0.description) } ?? "null"),
      ("offset", offset.map { "\($0)" } ?? "null"), ("text", text(words)),
    ]
    if faults != nil {
      members += zip(["wanted", "had"], numbers).map { ($0, "\($1)") }
      if isLoading { members.append(("loading", "true")) }
    }
    return object([("ok", "false"), ("error", object(members))] + listed(faults ?? []))
  }

  static func refused(_ words: String) -> String { failed("request", nil, nil, words) }

  static let noHex = refused("`body` must be pairs of hexadecimal digits")
}
