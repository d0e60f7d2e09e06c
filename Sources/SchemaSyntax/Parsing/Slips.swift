import Diagnostics

/// What people mean whose hand slips in one of the usual ways, where that can be told.
enum Slip {
  /// `version:u32` and `version u32` are `version: u32`; so is `u32 version`, where the first word is a type.
  static func pair(_ scalar: Scalar) -> [Help] {
    guard scalar.style == .plain else { return [] }
    let parts = scalar.text.split(separator: scalar.text.contains(":") ? ":" : " ", maxSplits: 1)
    guard parts.count == 2, IntegerLiteral.isName(parts[0]), !parts[1].contains(where: " :".contains) else { return [] }
    let isTurned = WireName(String(parts[0])) != nil && IntegerLiteral.isName(parts[1])
    let pair = isTurned ? "\(parts[1]): \(parts[0])" : "\(parts[0]): \(parts[1])"
    return [Help("write `\(pair)`, with a space after the colon", edits: [TextEdit(scalar.range, pair)])]
  }

  /// `if kind == 3:` is `if: kind == 3`.
  static func group(_ key: Scalar) -> [Help] {
    let words = key.text.split(separator: " ", maxSplits: 1)
    guard words.count == 2, ["if", "switch", "sized", "zlib", "pad"].contains(words[0]) else { return [] }
    let companion = ["if": ", and `then:` below it", "switch": ", and `cases:` below it"][words[0]] ?? ""
    return [Help("a group is written `\(words[0]): \(words[1])`\(companion)")]
  }

  /// `user-id` is `userId`, and `countdown?: u32` is `countdown: u32?`.
  static func name(_ text: String, _ range: SourceRange) -> [Help] {
    if text.last == "?", IntegerLiteral.isName(text.dropLast()) {
      return [Help("`?` stands behind the type: `\(text.dropLast()): u32?`")]
    }
    let words = text.split(separator: "-")
    let name = words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    guard words.count > 1, IntegerLiteral.isName(name) else { return [] }
    return [Help("call it `\(name)`", edits: [TextEdit(range, name)])]
  }

  /// `client, server` is `[client, server]`: its words, each at the place of all.
  static func list(_ node: Node) -> (words: [Node], help: Help)? {
    guard case .scalar(let scalar) = node, scalar.style == .plain, !scalar.text.isEmpty, !scalar.spansLines else {
      return nil
    }
    let words = scalar.text.split(separator: ",").map { word in
      Node.scalar(Scalar(text: String(word.trimmed), range: scalar.range, style: .plain))
    }
    let edits = [TextEdit(scalar.range.start, "["), TextEdit(scalar.range.end, "]")]
    return (words, Help("write `[\(scalar.excerpt)]`", edits: edits))
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
