/// What a fixture file says of itself in its first lines, found without reading its cases.
///
/// Thousands of cases take longer to read than a whole schema; to know which messages have proof, the head is enough.
///
/// ```swift
/// FixtureHead(Array("schema: chat\nmessage: Hello\ncases: …".utf8)).message  // "Hello"
/// ```
public struct FixtureHead: Hashable, Sendable {
  /// `schema:`
  public private(set) var schema: String?
  /// `message:`
  public private(set) var message: String?

  /// Looks at the lines before `cases:`.
  public init(_ bytes: [UInt8]) {
    for line in bytes.prefix(64 * 1024).split(separator: 0x0A) {
      let text = String(decoding: line, as: UTF8.self)
      if text.hasPrefix("cases:") { return }
      if let name = Self.value(of: "schema:", in: text) { schema = name }
      if let name = Self.value(of: "message:", in: text) { message = name }
    }
  }

  private static func value(of key: String, in line: String) -> String? {
    guard line.hasPrefix(key) else { return nil }
    let text = line.dropFirst(key.count).prefix { $0 != "#" }
    return String(text.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
  }
}
