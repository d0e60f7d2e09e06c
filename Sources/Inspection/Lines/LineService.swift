public import JSONText
public import WireInterpreter

/// Answers requests that come one a line, each by one line: for programs that ask about many packets.
public protocol LineService: Sendable {
  /// The answer to a request, or why there is none.
  mutating func answer(to request: JSON) throws(LineProblem) -> JSON
}

/// Why a request gets no answer.
public struct LineProblem: Error, Hashable, Sendable {
  /// In the words of fixtures; `request` for a request that cannot be understood.
  public var kind: String
  /// The field, where there is one.
  public var path: WirePath?
  /// The byte in the body, where there is one.
  public var offset: Int?
  /// What is wrong, in words.
  public var text: String

  /// A request that cannot be understood.
  public init(request text: String, help: [String] = []) {
    kind = "request"
    self.text = ([text] + help).joined(separator: "; ")
  }

  init(_ fault: WireFault) {
    kind = fault.kind.rawValue
    path = fault.path
    offset = fault.offset
    text = fault.description
  }

  init(_ problem: AddressProblem) {
    self.init(request: problem.message, help: problem.help)
    // A decoder that is handed such an opcode says the same.
    if problem.isUnknownOpcode { self.init(opcode: text) }
  }

  /// `{"kind","path","offset","text"}`
  public var json: JSON {
    [
      "kind": .string(kind), "path": path.map { .string($0.description) } ?? .null,
      "offset": offset.map { JSON($0) } ?? .null, "text": .string(text),
    ]
  }
}

/// Cuts input into lines, and gathers the answers to them.
public struct LineServer: Sendable {
  /// A longer line is refused unread: more than twice what the largest message needs.
  public static let longestLine = 64 << 20

  private var service: any LineService
  private var partial: [UInt8] = []
  private var isTooLong = false

  /// A server of this service.
  public init(_ service: any LineService) { self.service = service }

  /// Takes in a piece of input, and appends the answers to all lines that are whole now.
  public mutating func read(_ piece: [UInt8], answers: inout [UInt8]) {
    var start = piece.startIndex
    while let end = piece[start...].firstIndex(of: 0x0A) {
      if partial.isEmpty {
        answer(piece[start..<end], &answers)
      } else {
        partial += piece[start..<end]
        answer(partial[...], &answers)
        partial = []
      }
      start = end + 1
    }
    partial += piece[start...]
    if partial.count > Self.longestLine {
      isTooLong = true
      partial = [0x20]
    }
  }

  /// Answers the last line, when no newline ends it.
  public mutating func finish(answers: inout [UInt8]) {
    if !partial.isEmpty { answer(partial[...], &answers) }
    partial = []
  }

  private mutating func answer(_ line: ArraySlice<UInt8>, _ answers: inout [UInt8]) {
    var request = JSON.null
    var response: JSON
    do throws(LineProblem) {
      request = try self.request(line)
      response = try service.answer(to: request)
    } catch {
      response = ["ok": false, "error": error.json]
    }
    // Whoever has many questions under way tells the answers apart by an `id` of their own.
    if let id = request["id"], case .object(let object) = response {
      response = .object(JSON.Object([.init("id", id)] + object.members))
    }
    response.write(to: &answers)
    answers.append(0x0A)
  }

  private mutating func request(_ line: ArraySlice<UInt8>) throws(LineProblem) -> JSON {
    if isTooLong {
      isTooLong = false
      throw LineProblem(request: "the line is longer than \(Self.longestLine >> 20) MiB")
    }
    do throws(JSON.ParseError) {
      return try JSON(parsing: Array(line))
    } catch {
      throw LineProblem(request: "the line is no JSON: \(error)")
    }
  }
}
