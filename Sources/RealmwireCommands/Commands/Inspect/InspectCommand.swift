import Inspection
import JSONText
import SchemaModel
import WireInterpreter

/// `realmwire inspect`: what is in these bytes?
enum InspectCommand {
  static let words = Parameter<[String]>.arguments(
    "bytes", default: [], "A file, `-` for standard input, or the bytes as hex. Standard input, when not given.")
  static let revision = Parameter<String?>.option(
    "revision", value: "name", "The revision, or `all` to try every one; the newest, when not given.")
  static let input = Parameter<InputForm?>.option(
    "input", value: "form", "How the bytes are given; found out, when not stated.")
  static let frames = Parameter.flag(
    "frames", "The bytes are a stream of frames, with headers. So are bytes of which no message is named.")
  static let port = Parameter<Int?>.option("port", value: "number", "In a capture, the port that one party listens on.")
  static let server = Parameter<String?>.option(
    "server", value: "party", "In a capture, the party that listens; found out, when not stated.")
  static let brief = Parameter.flag("brief", "One line a frame.")
  static let strict = Parameter.flag("strict", "Accept only bytes that an encoder writes.")
  static let lines = Parameter.flag("lines", "Answer requests on standard input, one JSON object a line.")

  static let command = Command(
    "inspect", "Show bytes and what they are, side by side.",
    discussion: """
      The bytes may be hex with blanks and `#` comments, a hexdump of `xxd`, `hexdump -C`, `tcpdump -x` or Wireshark, or the bytes \
      themselves. They are the body of one message when `--message` or `--opcode` says which, and frames otherwise. A stream of \
      frames may be of any length; what is not read cleanly shows how far reading got, with a caret at the byte that failed.

      A capture (pcap or pcapng, as `tcpdump -w` and Wireshark save them) is taken apart down to the TCP connections of `--port`. \
      Segments are put in order, those sent again are read once, and bytes that the capture lacks are reported; `--from` shows \
      what one party sends alone.

      With `--save-fixture`, the body of one message is added to a fixture file: with its value, or with the error that it gives. \
      What is in the file already stays as it is.

      With `--lines`, each line of standard input is a request

        {"link","from","revision","opcode" or "message","body"}

      and is answered by a line

        {"ok":true,"message","revision","value","consumed"}
        {"ok":false,"error":{"kind","path","offset","text"}}

      `body` is hex; `opcode` a number, or a string such as "0x0E". `link` may be left out when the schema has one link, `revision` \
      for the newest; options of the command line stand in for what requests leave out. A link may be called by its parties, the \
      sender first: "world_realm". `schema` chooses among several, `strict` is as the option, and an `id` comes back with the answer. \
      In values, integers of 64 bits are decimal strings, bytes are hex, floats {"value","bits"}, enums {"raw","name"}, flags \
      {"raw","names"}, and maps lists of [key, value]. `excess` holds bytes that the link keeps.
      """,
    examples: [
      .init("realmwire inspect --message Hello 07000000 0141 01", "Read one body."),
      .init("realmwire inspect --frames --from world session.bin", "Read all that the world has sent."),
      .init("xxd packet.bin | realmwire inspect --opcode 14 --from world --revision all", "Find out the revision."),
      .init(
        "realmwire inspect -m Hello hello.bin --save-fixture Fixtures --case first-visit",
        "Keep a packet as golden bytes."),
      .init("realmwire inspect traffic.pcap --port 8130 --brief", "What passed on a port."),
      .init("realmwire inspect --lines < requests.jsonl", "Answer many requests."),
    ],
    parameters: [words] + AddressOptions.all + [revision, input, frames, port, server, brief, strict, lines]
      + SaveFixture.parameters
  ) { (call) throws(Failure) in
    try call.requireFormats([.text, .json])
    let book = try AddressOptions.book(call)
    var address = AddressOptions.address(call)
    if call[revision] != "all" { address.revision = call[revision] }
    if call[lines] {
      return try call.serve(InspectService(book, defaults: address, isStrict: call[strict]))
    }
    let input = try PacketInput(call[words], form: call[input], call)
    guard !call[frames], address.message != nil || address.opcode != nil else {
      return try InspectFrames.run(input, book, address, call)
    }
    return try inspect(input, book, address, call)
  }

  // MARK: - One message

  private static func inspect(
    _ input: PacketInput, _ book: AddressBook, _ address: Address, _ call: Invocation
  ) throws(Failure) -> ExitCode {
    let subject = try book.requireSubject(address)
    var input = input
    let body = try input.all()
    if call[revision] == "all" {
      guard call[SaveFixture.file] == nil else {
        throw Failure(.usage, "a case is saved at one revision: name it with `--revision`")
      }
      return tryAll(body, subject, book, address, call)
    }
    let trace = subject.inspect(body, call)
    if call[GlobalOptions.format] == .json {
      call.console.write(
        InspectionJSON.answer(subject, trace.result).appending("spans", InspectionJSON.spans(trace)).pretty())
      try SaveFixture.run(body, subject, call)
      return trace.isClean ? .clean : .findings
    }
    call.console.write(subject.report(of: body, trace, inColor: call.colorsOutput))
    try SaveFixture.run(body, subject, call)
    guard case .failure(let fault) = trace.result else { return .clean }
    let others = subject.revisions.indices.map { atRevision($0, subject, book, address) }
      .filter { $0.revision != subject.revision && $0.inspect(body, call).isClean }.compactMap(\.revisionName)
    throw Failure(
      .findings, fault.description,
      help: others.isEmpty ? [] : ["it reads cleanly at \(others.joined(separator: ", ")): say so with `--revision`"])
  }

  /// The subject at another revision: where the opcode counts, perhaps another message.
  private static func atRevision(_ revision: Int, _ subject: Subject, _ book: AddressBook, _ address: Address)
    -> Subject
  {
    guard address.message == nil else { return subject.at(revision) }
    var address = address
    address.revision = subject.model.revisions[revision]
    do throws(AddressProblem) {
      return try book.subject(address)
    } catch {
      return subject.at(revision)
    }
  }

  private static func tryAll(
    _ body: [UInt8], _ subject: Subject, _ book: AddressBook, _ address: Address, _ call: Invocation
  ) -> ExitCode {
    let subjects = subject.model.revisions.indices.map { atRevision($0, subject, book, address) }
    let traces = subjects.map { $0.inspect(body, call) }
    let best = traces.lastIndex(where: \.isClean) ?? traces.indices.max { traces[$0].reach < traces[$1].reach } ?? 0
    if call[GlobalOptions.format] == .json {
      let answers = zip(subjects, traces).map { InspectionJSON.answer($0, $1.result) }
      call.console.write((["revisions": .array(answers)] as JSON).pretty())
    } else {
      for (subject, trace) in zip(subjects, traces) {
        let verdict =
          switch trace.result {
          case .success: "reads cleanly"
          case .failure(let fault): fault.description
          }
        call.console.print("\(subject.revisionName ?? subject.name): \(verdict)")
      }
      call.console.write("\n" + subjects[best].report(of: body, traces[best], inColor: call.colorsOutput))
    }
    return traces[best].isClean ? .clean : .findings
  }
}

extension Subject {
  fileprivate func inspect(_ body: [UInt8], _ call: Invocation) -> WireTrace {
    interpreter.inspect(body, as: target, at: revision, strict: call[InspectCommand.strict])
  }
}

extension WireTrace {
  fileprivate var isClean: Bool { if case .success = result { true } else { false } }

  /// How many bytes of the body were understood.
  fileprivate var reach: Int { spans.last { $0.stream == 0 }.map { $0.offset + $0.length } ?? 0 }
}

extension Invocation {
  /// Refuses formats of findings that mean nothing to a command.
  func requireFormats(_ formats: [GlobalOptions.Format]) throws(Failure) {
    let format = self[GlobalOptions.format]
    guard !formats.contains(format) else { return }
    let known = formats.map { "`\($0.rawValue)`" }.joined(separator: " or ")
    throw Failure(
      .usage, "`\(path.joined(separator: " "))` has no format `\(format.rawValue)`", help: ["it is \(known)"])
  }
}
