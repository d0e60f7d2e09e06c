public import SchemaModel
public import SchemaSyntax
public import WireInterpreter

/// A case in the making: bytes that somebody has, and what is known of them.
///
/// ```swift
/// let draft = FixtureDraft(name: "first-login", of: .message(3), at: 0, bytes: bytes, origin: .captured)
/// draft.text(in: model)  // "  first-login:\n    revision: 2025-11\n …"
/// ```
public struct FixtureDraft: Sendable {
  /// What the case is called.
  public var name: String
  /// The message.
  public var target: WireInterpreter.Target
  /// The revision.
  public var revision: Int
  /// The body.
  public var bytes: [UInt8]
  /// Where the bytes come from.
  public var origin: FixtureCaseSyntax.Origin
  /// Who wrote them.
  public var source: String?
  /// Whether only canonical bytes are to be accepted.
  public var isStrict: Bool

  /// A case of these bytes.
  public init(
    name: String, of target: WireInterpreter.Target, at revision: Int, bytes: [UInt8],
    origin: FixtureCaseSyntax.Origin, source: String? = nil, isStrict: Bool = false
  ) {
    self.name = name
    self.target = target
    self.revision = revision
    self.bytes = bytes
    self.origin = origin
    self.source = source
    self.isStrict = isStrict
  }

  /// Whether a name can stand in a file as it is.
  public static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, let last = name.utf8.last else { return false }
    func isWord(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    return isWord(first) && isWord(last) && name.utf8.allSatisfy { isWord($0) || [0x2D, 0x2E, 0x5F].contains($0) }
  }

  /// The case as it stands in a file: what the bytes decode to, or the error that they give.
  public func text(in model: SchemaModel, indentation: Int = 2) -> String {
    let margin = String(repeating: " ", count: indentation)
    let inner = margin + "  "
    var lines = ["\(margin)\(name):"]
    if model.hasRevisions { lines.append("\(inner)revision: \(YAMLText.scalar(model.revisions[revision]))") }
    lines.append("\(inner)origin: \(origin.rawValue)")
    if let source { lines.append("\(inner)source: \(YAMLText.scalar(source))") }
    let interpreter = WireInterpreter(model)
    let trace = interpreter.inspect(bytes, as: target, at: revision, strict: isStrict)
    switch trace.result {
    case .success(let body):
      let encoded = try? interpreter.encode(body.value, as: target, at: revision, excess: body.excess)
      if encoded != bytes { lines.append("\(inner)decodeOnly: true") }
      let yaml = interpreter.yaml(of: body.value, as: target, at: revision, indentation: indentation + 4)
      // A message without fields has nothing to be put on lines of its own.
      let words = yaml.split(separator: "\n")
      if words.count == 1, words[0].allSatisfy({ " {}".contains($0) }) {
        lines.append("\(inner)value: {}")
      } else {
        lines.append("\(inner)value:")
        lines += words.map(String.init)
      }
    case .failure(let fault):
      lines.append("\(inner)error: \(fault.kind.rawValue)")
      if !fault.path.withoutRoot.isEmpty { lines.append("\(inner)at: \(YAMLText.scalar(fault.path.withoutRoot))") }
    }
    if bytes.isEmpty {
      lines.append("\(inner)hex: \"\"")
    } else {
      lines.append("\(inner)hex: |")
      lines += HexAnnotation(bytes, trace).lines.map { inner + "  " + $0 }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Text as YAML: plain where that reads back, quoted where not.
private enum YAMLText {
  static func scalar(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
        UInt8(ascii: "/"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: " "):
        true
      default: false
      }
    }
    let isWord = text.utf8.first.map { ![0x20, UInt8(ascii: "-"), UInt8(ascii: "["), UInt8(ascii: "]")].contains($0) }
    return isPlain && isWord == true && text.utf8.last != 0x20 ? text : Quoting.quoted(text)
  }
}
