import Inspection

/// The bytes to look into, piece by piece: from a file, from standard input, or typed as hex.
struct PacketInput {
  /// A body must fit into memory; streams of frames need not.
  static let bodyLimit = FileSystem.sizeLimit

  /// What the bytes come from, for messages: `dump.bin`, `standard input`, `the argument`.
  let name: String
  private let source: ByteSource
  private let stated: InputForm?
  /// The form, stated or found out; nil before the first bytes are read.
  private(set) var form: InputForm?
  private var reader: InputReader?
  private var isAtEnd = false

  /// The input that words on the command line mean: a file, `-`, nothing, or hex.
  init(_ words: [String], form: InputForm?, _ call: Invocation) throws(Failure) {
    stated = form
    if words.isEmpty || words == ["-"] {
      (name, source) = ("standard input", call.console.input)
      return
    }
    let text = words.joined(separator: " ")
    // A file may well be called `cafe`; hex is then given on standard input.
    if words.count == 1, Self.isFile(text, call.files) || !Self.looksLikeHex(text) {
      do throws(FileProblem) {
        (name, source) = ("`\(printable(text))`", try call.files.open(text))
        return
      } catch {
        throw error.kind == .missing
          ? Failure(.findings, "`\(printable(text))` is neither a file nor hex") : Failure(error)
      }
    }
    name = "the argument"
    let pieces = OnePiece(Array(text.utf8))
    source = ByteSource(next: { () throws(FileProblem) in pieces.take() }, isReady: { true })
  }

  private static func isFile(_ path: String, _ files: FileSystem) -> Bool {
    do throws(FileProblem) {
      return try files.kind(path) != .directory
    } catch {
      return false
    }
  }

  private static func looksLikeHex(_ text: String) -> Bool {
    text.utf8.allSatisfy { unit in
      switch unit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "x"), 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","),
        UInt8(ascii: ":"):
        true
      default: false
      }
    } || text.utf8.contains(UInt8(ascii: "#"))
  }

  /// Whether the next piece is there already.
  var isReady: Bool { source.isReady() }

  /// The next bytes, in whatever form they are given; nil at the end.
  mutating func next() throws(Failure) -> [UInt8]? {
    guard !isAtEnd else { return nil }
    let piece = try nextPiece()
    let form = self.form ?? stated ?? InputForm.detected(from: piece)
    self.form = form
    var reader = self.reader ?? form.reader
    self.reader = nil
    isAtEnd = piece.isEmpty
    do throws(InputProblem) {
      let bytes = try piece.isEmpty ? reader.finish() : reader.read(piece)
      self.reader = reader
      return bytes
    } catch {
      throw Failure(
        .findings, "\(name) is no \(form.rawValue): \(error)",
        help: stated == nil ? ["`--input binary` takes it as it is"] : [])
    }
  }

  /// The next bytes as given; at first, enough to know their form.
  private func nextPiece() throws(Failure) -> [UInt8] {
    do throws(FileProblem) {
      var piece = try source.next()
      while form == nil, stated == nil, !piece.isEmpty, InputForm.isOpen(piece) {
        let more = try source.next()
        if more.isEmpty { break }
        piece += more
      }
      return piece
    } catch {
      throw Failure(error)
    }
  }

  /// All bytes, up to ``bodyLimit``.
  mutating func all() throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    while let piece = try next() {
      if form == .capture {
        throw Failure(
          .usage, "\(name) is a capture, which holds frames", help: ["leave `--message` and `--opcode` out"])
      }
      bytes += piece
      guard bytes.count <= Self.bodyLimit else {
        throw Failure(.findings, "\(name) holds more than \(sizeText(Self.bodyLimit)): no message is that long")
      }
    }
    return bytes
  }
}

extension InputForm: ArgumentValue {}
