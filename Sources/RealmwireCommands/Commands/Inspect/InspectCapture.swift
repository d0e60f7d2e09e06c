import Inspection
import PacketCapture
import SchemaModel
import WireInterpreter

/// `realmwire inspect traffic.pcap --port 8130`: the frames that both sides of a port's connections send.
struct InspectCapture: ~Copyable {
  /// How much may come before it is clear which party listens.
  private static let mostWaitingBytes = 1 << 18
  private static let mostWaitingEvents = 1024

  private struct Stream: Hashable {
    let connection: Int
    let isFromServer: Bool
  }

  private let call: Invocation
  private let direction: AddressBook.Direction
  /// The only party whose frames are shown; nil for both.
  private let shown: Int?
  /// What each party says.
  private let conversations: [Conversation]
  private let guessedAt: [Int]
  private let port: Int?
  /// The party that owns the port, once that is known.
  private var server: Int?
  private var waiting: [StreamEvent] = []
  private var waitingBytes = 0
  private var finders: [Stream: FrameFinder] = [:]
  private var printer: FramePrinter
  /// Bytes that the capture lacks.
  private var missing = 0
  /// Frames that break off, and streams in which no frame could be found.
  private var unread = 0

  init(
    _ direction: AddressBook.Direction, _ revisions: [Int], guessingAt tried: [Int], _ call: Invocation
  ) throws(Failure) {
    self.call = call
    self.direction = direction
    conversations = direction.link.parties.indices.map { party in
      Conversation(
        direction.interpreter, link: direction.index, sender: party, revisions: revisions,
        isStrict: call[InspectCommand.strict])
    }
    guessedAt = tried
    port = call[InspectCommand.port]
    shown = call[AddressOptions.sender] == nil ? nil : direction.sender
    if let port, !(1...65535).contains(port) { throw Failure(.usage, "`--port` is a number from 1 to 65535") }
    if let name = call[InspectCommand.server] {
      guard let party = direction.link.parties.firstIndex(of: name) else {
        let known = direction.link.parties.map { "`\($0)`" }.joined(separator: " and ")
        throw Failure(
          .usage, "`\(printable(name))` is no party of `\(direction.link.name)`", help: ["its parties are \(known)"])
      }
      server = party
    }
    printer = FramePrinter(direction.interpreter.model, revisions, call)
  }

  mutating func run(_ first: [UInt8], _ input: PacketInput) throws(Failure) -> ExitCode {
    guard let port else { throw try portMissing(first, input) }
    var tracker = ConnectionTracker(port: port)
    let broken: CaptureReader.Problem?
    var survey = PortSurvey()
    broken = try Self.packets(first, input) { (packet) throws(Failure) in
      if tracker.tally.segments == 0 { survey.take(packet) }
      for event in tracker.take(packet) { try receive(event) }
      if !input.isReady { printer.output.flush() }
    }
    for event in tracker.finish() { try receive(event) }
    if !waiting.isEmpty { throw serverUnknown }
    printer.finish()
    remark(on: tracker.tally)
    if let broken { throw Failure(.findings, broken.description) }
    if tracker.tally.segments == 0 {
      throw Failure(.findings, "nothing was sent on port \(port)", help: Self.help(survey))
    }
    return try verdict()
  }

  /// Hands on each packet; what is wrong with the capture comes back, for what was read before it counts.
  private static func packets(
    _ first: [UInt8], _ input: PacketInput, _ body: (CapturedPacket) throws(Failure) -> Void
  ) throws(Failure) -> CaptureReader.Problem? {
    var input = input
    var reader = CaptureReader()
    var piece: [UInt8]? = first
    while let bytes = piece {
      reader.append(bytes)
      while true {
        let packet: CapturedPacket?
        do throws(CaptureReader.Problem) {
          packet = try reader.next()
        } catch {
          return error
        }
        guard let packet else { break }
        try body(packet)
      }
      piece = try input.next()
    }
    do throws(CaptureReader.Problem) {
      try reader.finish()
      return nil
    } catch {
      return error
    }
  }

  // MARK: - Events

  private mutating func receive(_ event: StreamEvent) throws(Failure) {
    guard server == nil else { return show(event) }
    waiting.append(event)
    if case .bytes(let bytes) = event.kind {
      waitingBytes += bytes.count
      guess(from: event)
    }
    guard server != nil else {
      if waitingBytes > Self.mostWaitingBytes || waiting.count > Self.mostWaitingEvents { throw serverUnknown }
      return
    }
    for event in waiting { show(event) }
    waiting = []
  }

  /// Finds out which party listens from what one side of a connection has sent so far.
  private mutating func guess(from event: StreamEvent) {
    var start: [UInt8] = []
    for other in waiting where other.connection == event.connection && other.isFromServer == event.isFromServer {
      if case .bytes(let bytes) = other.kind { start += bytes }
    }
    guard let sender = direction.guessedSender(from: start, revisions: guessedAt) else { return }
    server = event.isFromServer ? sender : 1 - sender
  }

  private mutating func show(_ event: StreamEvent) {
    guard let server else { return }
    let sender = event.isFromServer ? server : 1 - server
    if let shown, shown != sender { return }
    let stream = Stream(connection: event.connection.number, isFromServer: event.isFromServer)
    let conversation = conversations[sender]
    var finder = finders.removeValue(forKey: stream) ?? FrameFinder(conversation, isMidStream: event.isMidStream)
    let findings: [FrameFinder.Finding]
    switch event.kind {
    case .bytes(let bytes):
      findings = finder.take(bytes)
      finders[stream] = finder
    case .gap(let count):
      missing += count
      findings = finder.pass(missing: count)
      finders[stream] = finder
    case .end: findings = finder.finish()
    }
    let moment = FrameMoment(event)
    for finding in findings {
      switch finding {
      case .frame(let frame): printer.show(frame, in: conversation, at: moment)
      case .broken, .partial:
        unread += 1
        printer.show(finding, at: moment)
      case .missing, .lost, .skipped: printer.show(finding, at: moment)
      }
    }
  }

  // MARK: - The end

  private func verdict() throws(Failure) -> ExitCode {
    let complaint = printer.complaint
    var parts = complaint.map { [$0.message] } ?? []
    if unread > 0 { parts.append("\(counted(unread, "frame")) could not be cut") }
    if missing > 0 { parts.append("\(counted(missing, "byte")) \(missing == 1 ? "is" : "are") missing") }
    if parts.isEmpty, printer.number == 0 { parts.append("no frame was found") }
    guard parts.isEmpty else { throw Failure(.findings, parts.joined(separator: ", "), help: complaint?.help ?? []) }
    return .clean
  }

  /// What was passed over, for those who wonder where their packets are.
  private func remark(on tally: CaptureTally) {
    var parts = ["\(counted(tally.packets, "packet")), \(tally.segments) on the port"]
    for (count, words) in [
      (tally.repeated, "sent again"), (tally.otherPorts, "on other ports"), (tally.others, "of other protocols"),
      (tally.fragments, "in fragments, which are not put together"), (tally.damaged, "cut too short or damaged"),
    ] where count > 0 {
      parts.append("\(count) \(words)")
    }
    for (number, count) in tally.unknownLinks.sorted(by: { $0.key < $1.key }) {
      parts.append("\(count) of link type \(number), which is not known")
    }
    call.note(parts.joined(separator: ", "))
  }

  private var serverUnknown: Failure {
    let parties = direction.link.parties.map { "`--server \($0)`" }.joined(separator: " or ")
    return Failure(.usage, "the frames do not tell which party listens on port \(port ?? 0)", help: ["say \(parties)"])
  }

  private func portMissing(_ first: [UInt8], _ input: PacketInput) throws(Failure) -> Failure {
    var survey = PortSurvey()
    _ = try Self.packets(first, input) { (packet) throws(Failure) in survey.take(packet) }
    return Failure(.usage, "a capture needs `--port`, the port that one party listens on", help: Self.help(survey))
  }

  private static func help(_ survey: PortSurvey) -> [String] {
    let ports = survey.ports.prefix(8).map(String.init).joined(separator: ", ")
    return ports.isEmpty ? [] : ["it has connections on \(ports)"]
  }
}
