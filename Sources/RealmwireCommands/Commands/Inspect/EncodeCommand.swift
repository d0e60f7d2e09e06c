import Diagnostics
import Fixtures
import Inspection
import JSONText
import SchemaModel
import SchemaSyntax
import WireInterpreter

/// `realmwire encode`: the bytes of a value.
enum EncodeCommand {
  static let value = Parameter<String?>.optionalArgument(
    "value", completing: .files, "A file, `-` for standard input, or the value itself. Standard input, when not given.")
  static let revision = Parameter<String?>.option(
    "revision", value: "name", "The revision; the newest that has the message, when not given.")
  static let output = Parameter.option("output", value: "form", default: OutputForm.hex, "What to write.")
  static let frame = Parameter.flag("frame", "Write the whole frame, header and all.")
  static let lines = Parameter.flag("lines", "Answer requests on standard input, one JSON object a line.")

  enum OutputForm: String, CaseIterable, ArgumentValue {
    case hex, annotated, binary
  }

  static let command = Command(
    "encode", "Write the bytes of a value.",
    discussion: """
      The value is JSON or YAML: what `inspect --format json` prints, what fixtures have under `value`, or anything between. \
      `--output annotated` writes hex as in fixtures, a field a line.

      With `--lines`, each line of standard input is a request {"message","revision","value"} and is answered by a line \
      {"ok":true,"body"} or {"ok":false,"error":{"kind","path","offset","text"}}. What `inspect --lines` answers is such a request.
      """,
    examples: [
      .init("realmwire encode -m Hello '{visit: 7, name: A, mood: glad}'", "The body as hex."),
      .init("realmwire encode -m Hello --frame --output binary hello.yaml > hello.bin", "A frame to send."),
      .init("realmwire inspect --lines < a.jsonl | realmwire encode --lines", "There and back."),
    ],
    parameters: [value] + AddressOptions.all + [revision, output, frame, lines]
  ) { (call) throws(Failure) in
    try call.requireFormats([.text])
    let book = try AddressOptions.book(call)
    var address = AddressOptions.address(call)
    address.revision = call[revision]
    if call[lines] { return try call.serve(EncodeService(book, defaults: address)) }
    let given = try GivenValue.read(call)
    let subject = try book.requireSubject(address.completed(by: given.address))
    let value = try given.value(for: subject, call)
    let body: [UInt8]
    do throws(WireFault) {
      body = try subject.interpreter.encode(value, as: subject.target, at: subject.revision, excess: given.excess)
    } catch {
      throw Failure(.findings, error.description)
    }
    try write(body, subject, call)
    return .clean
  }

  private static func write(_ body: [UInt8], _ subject: Subject, _ call: Invocation) throws(Failure) {
    var bytes = body
    if call[frame] { bytes = try self.frame(body, subject) }
    switch call[output] {
    case .binary: call.console.writeOutput(bytes)
    case .hex: call.console.print(Hex.text(bytes))
    case .annotated:
      let trace = subject.interpreter.inspect(body, as: subject.target, at: subject.revision)
      if bytes.count > body.count {
        call.console.print(Hex.text(bytes.prefix(bytes.count - body.count)) + "   # header")
      }
      for line in HexAnnotation(body, trace).lines { call.console.print(line) }
    }
  }

  private static func frame(_ body: [UInt8], _ subject: Subject) throws(Failure) -> [UInt8] {
    guard let message = subject.message, let opcode = message.opcode(at: subject.revision) else {
      throw Failure(.usage, "`\(subject.name)` is no message, and only messages have frames")
    }
    let link = subject.model.links[message.link]
    guard let sender = subject.sender else {
      let parties = link.parties.map { "`--from \($0)`" }.joined(separator: " or ")
      throw Failure(
        .usage, "both parties send `\(subject.name)`, and their headers may differ", help: ["say \(parties)"])
    }
    guard let frame = link.frame(opcode: opcode, body: body, from: sender) else {
      throw Failure(.findings, "the body's \(body.count) bytes are more than a frame can hold")
    }
    return frame
  }
}

/// A value as somebody wrote it, and what is said of it beside it.
struct GivenValue {
  /// What `inspect` says beside a value: message, revision.
  var address = Address()
  /// Bytes after the message, which `inspect` shows beside the value.
  var excess: [UInt8] = []
  private var source: SourceFile
  private var node: Node?
  private var json: JSON?
  private var findings: [Diagnostic] = []

  /// The value on the command line, in a file, or on standard input.
  static func read(_ call: Invocation) throws(Failure) -> GivenValue {
    do throws(FileProblem) {
      guard let word = call[EncodeCommand.value], word != "-" else {
        return GivenValue("standard input", try call.console.readInput(FileSystem.sizeLimit))
      }
      return call.files.exists(word)
        ? GivenValue(word, try call.files.read(word)) : GivenValue("value", Array(word.utf8))
    } catch {
      throw Failure(error)
    }
  }

  private init(_ name: String, _ bytes: [UInt8]) {
    source = SourceFile(path: name, bytes: bytes)
    let document = YAMLReader.read(source, file: 0)
    node = document.findings.contains { $0.severity == .error } ? nil : document.root
    findings = document.findings
    do throws(JSON.ParseError) {
      json = try JSON(parsing: bytes)
    } catch {
      json = nil
    }
    takeAnswer()
  }

  /// What `inspect --format json` prints: the value is a member of it.
  private mutating func takeAnswer() {
    guard let answer = json, case .string(let message)? = answer["message"], let value = answer["value"],
      answer["ok"] == .bool(true)
    else { return }
    address.message = message
    if case .string(let revision)? = answer["revision"] { address.revision = revision }
    if case .string(let hex)? = answer["excess"] { excess = Hex.bytes(hex) ?? [] }
    json = value
    node = nil
  }

  /// The value that it is of a message or type; what is wrong with it is shown where it stands.
  func value(for subject: Subject, _ call: Invocation) throws(Failure) -> WireValue {
    let interpreter = subject.interpreter
    guard let node else {
      guard let json else { throw failure(findings, call) }
      do throws(ValueProblem) {
        return try interpreter.value(of: json, as: subject.target, at: subject.revision)
      } catch {
        throw Failure(.findings, error.description, help: error.help.map(\.text))
      }
    }
    let (value, findings) = interpreter.value(of: node, as: subject.target, at: subject.revision)
    guard let value else { throw failure(findings, call) }
    return value
  }

  private func failure(_ findings: [Diagnostic], _ call: Invocation) -> Failure {
    var sources = SourceSet()
    _ = sources.add(source)
    call.console.complain(Report(findings).text(in: sources, inColor: call.colorsErrors))
    return Failure(.findings, "the value cannot be read")
  }
}
