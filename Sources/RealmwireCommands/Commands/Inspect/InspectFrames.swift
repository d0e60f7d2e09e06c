import Inspection
import SchemaModel
import WireInterpreter

/// `realmwire inspect --frames`: a stream of what one party sends, of any length; or a capture of several.
enum InspectFrames {
  static func run(
    _ input: PacketInput, _ book: AddressBook, _ address: Address, _ call: Invocation
  ) throws(Failure) -> ExitCode {
    guard call[SaveFixture.file] == nil else {
      throw Failure(.usage, "a case is the body of one message: name the message, and leave the header away")
    }
    var input = input
    var direction: AddressBook.Direction
    let revisions: [Int]
    do throws(AddressProblem) {
      direction = try book.direction(address)
      let model = direction.interpreter.model
      revisions =
        call[InspectCommand.revision] == "all"
        ? Array(model.revisions.indices) : [try book.revision(address, model)]
    } catch {
      throw Failure(error)
    }
    let first = try input.next() ?? []
    let tried =
      call[InspectCommand.revision] == nil ? Array(direction.interpreter.model.revisions.indices) : revisions
    if input.form == .capture {
      var capture = try InspectCapture(direction, revisions, guessingAt: tried, call)
      return try capture.run(first, input)
    }
    try refuseCaptureOptions(input, call)
    if direction.sender == nil { direction.sender = direction.guessedSender(from: first, revisions: tried) }
    guard let sender = direction.sender else {
      let parties = direction.link.parties.map { "`--from \($0)`" }.joined(separator: " or ")
      throw Failure(.usage, "the frames do not tell who sends them", help: ["say \(parties)"])
    }
    let conversation = Conversation(
      direction.interpreter, link: direction.index, sender: sender, revisions: revisions,
      isStrict: call[InspectCommand.strict])
    return try run(first, input, conversation, call)
  }

  private static func refuseCaptureOptions(_ input: PacketInput, _ call: Invocation) throws(Failure) {
    guard call[InspectCommand.port] != nil || call[InspectCommand.server] != nil else { return }
    throw Failure(
      .usage, "`--port` and `--server` are about captures, but \(input.name) is \(input.form?.rawValue ?? "none")")
  }

  private static func run(
    _ first: [UInt8], _ input: PacketInput, _ conversation: Conversation, _ call: Invocation
  ) throws(Failure) -> ExitCode {
    var input = input
    var printer = FramePrinter(conversation.model, conversation.revisions, call)
    var cutter = conversation.cutter
    var piece: [UInt8]? = first
    while let bytes = piece {
      cutter.append(bytes)
      do throws(FrameCutter.Problem) {
        while let frame = try cutter.next() { printer.show(frame, in: conversation) }
      } catch {
        printer.output.flush()
        throw Failure(
          .findings, "at 0x\(String(error.offset, radix: 16)): \(error.message)",
          help: ["what follows cannot be told apart"])
      }
      if !input.isReady { printer.output.flush() }
      piece = try input.next()
    }
    printer.finish()
    guard cutter.unread.isEmpty else {
      let size = cutter.unreadSize.map { " of \($0) bytes" } ?? ""
      throw Failure(
        .findings,
        "the stream ends inside a frame\(size) at 0x\(String(cutter.offset, radix: 16)), of which \(counted(cutter.unread.count, "byte")) came"
      )
    }
    if let complaint = printer.complaint { throw Failure(.findings, complaint.message, help: complaint.help) }
    if printer.number == 0 { throw Failure(.findings, "there are no bytes to inspect") }
    return .clean
  }
}
