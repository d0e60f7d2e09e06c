import SchemaModel

/// One entry of a schema's `fixtures:`, seen from where the schema file lies.
///
/// ```swift
/// let glob = FixtureGlob("../Fixtures/chat/*.yaml", from: "Protocol/chat.yaml")
/// glob.directory                            // "Fixtures/chat"
/// glob.matches("Fixtures/chat/Say.yaml")    // true
/// ```
///
/// `*` and `?` stand for characters of one name, `**` for any number of directories.
public struct FixtureGlob: Hashable, Sendable {
  private let components: [String]
  private let isAbsolute: Bool

  /// A glob that stands in the schema file at `path`.
  public init(_ glob: String, from path: String) {
    let base = glob.hasPrefix("/") ? "" : path.lastIndex(of: "/").map { String(path[..<$0]) + "/" } ?? ""
    let full = base + glob
    isAbsolute = full.hasPrefix("/")
    components = Self.names(of: full)
  }

  /// The deepest directory that holds all matches; empty for the current one.
  public var directory: String {
    let fixed = components.prefix { !$0.contains { "*?".contains($0) } }
    let names = fixed.count == components.count ? fixed.dropLast() : fixed
    return (isAbsolute ? "/" : "") + names.joined(separator: "/")
  }

  /// The one path that it names, when nothing in it is a wildcard.
  public var path: String? {
    guard !components.contains(where: { $0.contains { "*?".contains($0) } }) else { return nil }
    return (isAbsolute ? "/" : "") + components.joined(separator: "/")
  }

  /// Whether it stands for this path.
  public func matches(_ path: String) -> Bool {
    path.hasPrefix("/") == isAbsolute
      && Self.match(components, Self.names(of: path), star: "**") { Self.match(name: $1, $0) }
  }

  /// The names of a path, `.` and `..` worked in.
  private static func names(of path: String) -> [String] {
    SchemaLoader.normalized(path).split(separator: "/").map(String.init)
  }

  private static func match(name: String, _ pattern: String) -> Bool {
    match(Array(pattern.unicodeScalars), Array(name.unicodeScalars), star: "*") { $0 == "?" || $0 == $1 }
  }

  /// Matches greedily, going back to the last star only: at most quadratic, whatever the pattern.
  private static func match<Element: Equatable>(
    _ pattern: [Element], _ subject: [Element], star: Element, _ isEqual: (Element, Element) -> Bool
  ) -> Bool {
    var place = 0
    var index = 0
    var last: (place: Int, index: Int)?
    while index < subject.count {
      if place < pattern.count, pattern[place] == star {
        last = (place, index)
        place += 1
      } else if place < pattern.count, isEqual(pattern[place], subject[index]) {
        place += 1
        index += 1
      } else if let (star, from) = last {
        place = star + 1
        index = from + 1
        last = (star, index)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == star }
  }
}
