import CYAML
public import Diagnostics

/// Reads one YAML document into positioned nodes, refusing what lies outside the subset.
///
/// ```swift
/// let document = YAMLReader.read(sources[0], file: 0)
/// document.root      // nil when nothing usable could be read
/// document.findings  // L001, L002 and L005 only
/// ```
public enum YAMLReader {
  /// What was read: a tree, and what is wrong with its text.
  public struct Document: Sendable {
    /// The top node; nil when the text cannot be relied upon.
    public var root: Node?
    /// The problems of the text itself.
    public var findings: [Diagnostic]
  }

  /// The deepest nesting that is read; real schemas need about twelve levels.
  public static let maximumDepth = 64

  /// Reads a file. Total: any bytes give nodes, findings, or both.
  public static func read(_ source: SourceFile, file: Int) -> Document {
    var text = YAMLText(source, file: file)
    guard text.isReadable else { return Document(root: nil, findings: text.findings) }
    // An unquoted bracketed type inside braces ends libyaml's parse. Each is reported, masked and read over, so
    // that one slip does not hide the rest of the file.
    var attempts = 0
    while true {
      var builder = NodeBuilder(text: text, file: file)
      let outcome = builder.run()
      attempts += 1
      if case .stopped(let offset, let problem, let context) = outcome {
        if attempts <= 50, text.maskUnquotedType(at: offset) { continue }
        if let error = text.syntaxError(at: offset, problem, context: context, lastQuote: builder.lastLongQuote) {
          builder.findings.append(error)
        }
        return Document(root: nil, findings: text.findings + builder.findings)
      }
      if builder.findings.isEmpty, builder.root?.isEmpty ?? true {
        builder.findings.append(text.nothingToRead)
        builder.root = nil
      }
      let findings = text.findings + builder.findings
      guard builder.isUsable else { return Document(root: nil, findings: findings) }
      return Document(root: builder.root, findings: findings)
    }
  }
}

/// Turns libyaml's events into nodes.
struct NodeBuilder {
  enum Outcome {
    case finished
    case stopped(offset: Int, problem: String, context: Int?)
  }

  private struct Level {
    var start: SourceRange
    var isFlow: Bool
    var isMapping: Bool
    var elements: [Node] = []
    var entries: [Node.Entry] = []
    var keys: [String: SourceRange] = [:]
    var pendingKey: Scalar?
    var skipsValue = false
  }

  let text: YAMLText
  let file: Int
  var root: Node?
  var findings: [Diagnostic] = []
  /// False when nodes are missing from the tree, so that later stages would report what is not there.
  var isUsable = true
  /// The last text in quotes that has several lines: perhaps its quote was to be closed long before.
  private(set) var lastLongQuote: SourceRange?
  private var levels: [Level] = []
  private var documents = 0

  init(text: YAMLText, file: Int) {
    self.text = text
    self.file = file
  }

  mutating func run() -> Outcome {
    let working = text.working
    return unsafe working.withUnsafeBufferPointer { buffer in
      var parser = unsafe yaml_parser_t()
      guard unsafe yaml_parser_initialize(&parser) == 1 else {
        return .stopped(offset: 0, problem: "out of memory", context: nil)
      }
      defer { unsafe yaml_parser_delete(&parser) }
      unsafe yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      while true {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(&parser, &event) == 1 else {
          let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "cannot be read"
          let context = unsafe parser.context == nil ? nil : unsafe parser.context_mark.index
          return .stopped(
            offset: text.offset(ofCharacter: unsafe parser.problem_mark.index), problem: problem,
            context: context.map { text.offset(ofCharacter: $0) })
        }
        defer { unsafe yaml_event_delete(&event) }
        if let outcome = unsafe handle(event) { return outcome }
      }
    }
  }

  private mutating func handle(_ event: yaml_event_t) -> Outcome? {
    let range = SourceRange(
      file: file, lower: text.offset(ofCharacter: unsafe event.start_mark.index),
      upper: text.offset(ofCharacter: unsafe event.end_mark.index))
    switch unsafe event.type {
    case YAML_STREAM_END_EVENT:
      return .finished
    case YAML_DOCUMENT_START_EVENT:
      documents += 1
      if documents > 1 {
        findings.append(
          Diagnostic(
            "L001", "a second document begins here", at: range, label: "the file's second `---`",
            help: [Help("a schema file holds one document: move the rest into a file of its own")]))
        return .finished
      }
    case YAML_ALIAS_EVENT:
      let name = unsafe string(event.data.alias.anchor)
      refuse("alias `*\(name)`", range, "write the value out: every node of a schema stands where it is used")
      isUsable = false
      accept(.scalar(Scalar(text: "", range: range, style: .plain)))
    case YAML_SCALAR_EVENT:
      let data = unsafe event.data.scalar
      unsafe check(anchor: data.anchor, tag: data.tag, range)
      let style: Scalar.Style =
        switch unsafe data.style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
      let bytes = unsafe UnsafeBufferPointer(start: data.value, count: data.length)
      let scalar = text.scalar(unsafe String(decoding: bytes, as: UTF8.self), range: range, style: style)
      if scalar.spansLines, style == .singleQuoted || style == .doubleQuoted { lastLongQuote = range }
      accept(.scalar(scalar))
    case YAML_SEQUENCE_START_EVENT:
      let data = unsafe event.data.sequence_start
      unsafe check(anchor: data.anchor, tag: data.tag, range)
      let isFlow = unsafe data.style == YAML_FLOW_SEQUENCE_STYLE
      return open(Level(start: range, isFlow: isFlow, isMapping: false))
    case YAML_MAPPING_START_EVENT:
      let data = unsafe event.data.mapping_start
      unsafe check(anchor: data.anchor, tag: data.tag, range)
      let isFlow = unsafe data.style == YAML_FLOW_MAPPING_STYLE
      return open(Level(start: range, isFlow: isFlow, isMapping: true))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      close(range)
    default:
      break
    }
    return nil
  }

  private mutating func open(_ level: Level) -> Outcome? {
    guard levels.count < YAMLReader.maximumDepth else {
      return .stopped(
        offset: level.start.lower, problem: "nested deeper than \(YAMLReader.maximumDepth) levels", context: nil)
    }
    levels.append(level)
    return nil
  }

  private mutating func close(_ end: SourceRange) {
    guard let level = levels.popLast() else { return }
    if level.isMapping {
      let last = level.isFlow ? end : level.entries.last?.value.range ?? level.start
      accept(
        .mapping(
          Node.Mapping(entries: level.entries, range: level.start.joined(with: last), isFlow: level.isFlow)))
    } else {
      let last = level.isFlow ? end : level.elements.last?.range ?? level.start
      accept(
        .sequence(
          Node.Sequence(elements: level.elements, range: level.start.joined(with: last), isFlow: level.isFlow)))
    }
  }

  /// Puts a finished node where it belongs: the root, a list, a key or a value.
  private mutating func accept(_ node: Node) {
    guard !levels.isEmpty else {
      root = node
      return
    }
    let top = levels.count - 1
    guard levels[top].isMapping else {
      levels[top].elements.append(node)
      return
    }
    guard let key = levels[top].pendingKey else {
      acceptKey(node, top)
      return
    }
    levels[top].pendingKey = nil
    if levels[top].skipsValue {
      levels[top].skipsValue = false
    } else {
      levels[top].entries.append(Node.Entry(key: key, value: node))
    }
  }

  private mutating func acceptKey(_ node: Node, _ top: Int) {
    guard case .scalar(let key) = node else {
      findings.append(
        Diagnostic("L001", "a key must be a single name", at: node.range, label: "this key is a collection"))
      isUsable = false
      levels[top].pendingKey = Scalar(text: "", range: node.range, style: .plain)
      levels[top].skipsValue = true
      return
    }
    levels[top].pendingKey = key
    if key.text == "<<", key.style == .plain {
      refuse("merge key", key.range, "write the merged entries out")
      isUsable = false
      levels[top].skipsValue = true
    } else if let first = levels[top].keys[key.text] {
      findings.append(
        Diagnostic(
          "L002", "duplicate key `\(key.text)`", at: key.range, label: "written again here",
          also: [.init(first, "first written here")]))
      levels[top].skipsValue = true
    } else {
      levels[top].keys[key.text] = key.range
    }
  }

  private mutating func check(
    anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?, _ range: SourceRange
  ) {
    if let anchor = unsafe anchor {
      let name = unsafe string(anchor)
      refuse(
        "anchor `&\(name)`", text.span(of: "&" + name, near: range), "remove it: aliases are refused, too",
        isRemovable: true)
    }
    if let tag = unsafe tag {
      let name = unsafe string(tag)
      let spelling = name.hasPrefix("tag:yaml.org,2002:") ? "!!" + name.dropFirst(18) : name
      refuse(
        "tag `\(spelling)`", text.span(of: spelling, near: range), "remove it: the schema types every value",
        isRemovable: true)
    }
  }

  private mutating func refuse(
    _ what: String, _ range: SourceRange, _ help: String, isRemovable: Bool = false
  ) {
    let edits = isRemovable ? [TextEdit(text.withSpaces(after: range), "")] : []
    findings.append(
      Diagnostic(
        "L001", "\(what) is outside the YAML subset of schemas", at: range, label: "refused",
        help: [Help(help, edits: edits)]))
  }

  private func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String {
    guard let pointer = unsafe pointer else { return "" }
    return unsafe String(cString: pointer)
  }
}
