/// Every rule that the compiler and its linter apply.
///
/// ```swift
/// Catalogue.rule("L301")?.title
/// // prefix wider than u16, rest or sentinel array, zlib group or cstring without `<=`
/// ```
public enum Catalogue {
  /// The rules of `realmwire lint`, by code.
  public static let lint: [Rule] =
    syntax + names + types + limits + conditions + revisions + messages + layout + fixtures

  /// The rule with this code.
  public static func rule(_ code: String) -> Rule? { byCode[code] }

  private static let byCode = Dictionary(lint.map { ($0.code, $0) }) { first, _ in first }
}
