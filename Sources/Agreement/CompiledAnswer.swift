import JSONText
import WireInterpreter

/// What compiled code answered to a question.
struct CompiledAnswer {
  enum Outcome {
    case value(JSON, consumed: Int, excess: [UInt8])
    case bytes([UInt8])
    /// `isLoading` when the value has no place in a Swift type, so that no encoder was asked.
    case failed(WireFault, isLoading: Bool)
    /// The question was not understood, or there was no answer at all.
    case broken(String)
  }

  var outcome: Outcome
  /// What the code said in one way and not in another.
  var faults: [String] = []

  init(_ line: String) {
    guard let json = try? JSON(parsing: Array(line.utf8)) else {
      outcome = .broken(line.isEmpty ? "no answer" : "no JSON: \(line)")
      return
    }
    if case .array(let list)? = json["faults"] { faults = list.compactMap(\.text) }
    if json["ok"] == true {
      if let value = json["value"] {
        let consumed = json["consumed"].flatMap(\.integer) ?? 0
        outcome = .value(value, consumed: Int(consumed), excess: json["excess"]?.text.flatMap(Hex.bytes) ?? [])
      } else {
        outcome = .bytes(json["body"]?.text.flatMap(Hex.bytes) ?? [])
      }
      return
    }
    let error = json["error"] ?? .null
    guard let word = error["kind"]?.text, word != "request" else {
      outcome = .broken(error["text"]?.text ?? line)
      return
    }
    let fault = WireFault(
      WireFault.Kind(rawValue: word) ?? .mismatch, WirePath(parsing: error["path"]?.text ?? ""),
      at: error["offset"].flatMap(\.integer).map { Int($0) }, wanted: error["wanted"].flatMap(\.integer) ?? 0,
      had: error["had"].flatMap(\.integer) ?? 0)
    outcome = .failed(fault, isLoading: error["loading"] == true)
  }
}

extension JSON {
  fileprivate var text: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  fileprivate var integer: Int128? {
    switch self {
    case .number(let text), .string(let text): Int128(text)
    default: nil
    }
  }
}

extension WirePath {
  /// The path that `Message.items[3].flags` describes.
  init(parsing text: String) {
    var steps: [Step] = []
    for part in text.split(separator: ".") {
      let pieces = part.split(separator: "[")
      if let name = pieces.first, !part.hasPrefix("[") { steps.append(.name(String(name))) }
      for piece in part.hasPrefix("[") ? pieces[...] : pieces.dropFirst() {
        if let index = Int(piece.dropLast()) { steps.append(.index(index)) }
      }
    }
    self.init(steps)
  }
}
