public import JSONText
public import PacketCapture

/// When a frame of a capture was sent, by whom, and to whom.
public struct FrameMoment: Hashable, Sendable {
  /// When the packet was captured that made it whole.
  public let time: CaptureTime?
  /// The connection's number in the capture.
  public let connection: Int
  /// Who sent it.
  public let source: Endpoint
  /// To whom.
  public let destination: Endpoint

  /// The moment of an event in a capture.
  public init(_ event: StreamEvent) {
    time = event.time
    connection = event.connection.number
    source = event.source
    destination = event.destination
  }

  /// `2025-11-01T19:45:00.123456Z 10.0.0.2:40112 → 10.0.0.1:8130`
  public var text: String { (time.map { "\($0) " } ?? "") + "\(source) → \(destination)" }

  var members: [JSON.Object.Member] {
    [
      .init("time", time.map { .string($0.description) } ?? .null), .init("connection", JSON(connection)),
      .init("source", .string(source.description)), .init("destination", .string(destination.description)),
    ]
  }
}

extension FrameFinder.Finding {
  /// Where it is in the stream, and what it says; nil for a frame, which speaks for itself.
  public var remark: (offset: Int, kind: String, text: String)? {
    func bytes(_ count: Int) -> String { count == 1 ? "1 byte" : "\(count) bytes" }
    switch self {
    case .frame: return nil
    case .missing(let offset, let count):
      return (offset, "missing", "\(bytes(count)) of the stream \(count == 1 ? "is" : "are") not in the capture")
    case .lost(let offset, let size):
      return (offset, "lost", "a frame of \(bytes(size)) cannot be read, because some of them are missing")
    case .skipped(let offset, let count):
      return (offset, "skipped", "\(bytes(count)) passed over: no frame that reads cleanly begins there")
    case .broken(let problem): return (problem.offset, "broken", problem.message)
    case .partial(let offset, let count): return (offset, "partial", "a frame breaks off after \(bytes(count))")
    }
  }

  /// The remark as a line of text below frames.
  public func text(at moment: FrameMoment, inColor: Bool) -> String {
    guard let remark else { return "" }
    return Ink.bad.paint("-- \(moment.text) at 0x\(String(remark.offset, radix: 16)): \(remark.text)", inColor) + "\n"
  }

  /// The remark for programs: `{"remark","time","connection","source","destination","offset","text"}`.
  public func json(at moment: FrameMoment) -> JSON? {
    guard let remark else { return nil }
    return .object(
      JSON.Object(
        [.init("remark", .string(remark.kind))] + moment.members + [
          .init("offset", JSON(remark.offset)), .init("text", .string(remark.text)),
        ]))
  }
}
