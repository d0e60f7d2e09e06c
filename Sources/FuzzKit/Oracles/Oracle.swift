/// What must hold of a codec, whatever it is given.
public enum Oracle: String, CaseIterable, Sendable {
  /// It neither traps, nor touches memory that is not its own, nor leaks.
  case crash
  /// It comes to an end.
  case hang
  /// It holds no more memory than the schema's limits allow.
  case memory
  /// Generated code and interpreter accept the same bytes.
  case acceptance
  /// They reject bytes for the same reason,
  case kind
  /// in the same field,
  case path
  /// at the same byte.
  case offset
  /// They read the same value.
  case value
  /// What was read can be written, and then reads as the same value.
  case fixedPoint = "fixed-point"
  /// Canonical bytes are written as they were.
  case canonical
  /// Generated code and interpreter write the same bytes.
  case bytes
  /// A value is never longer than it says.
  case size
  /// Strict decoding accepts what an encoder writes, and nothing else.
  case strictness
  /// Decoding over a used value gives what decoding gives.
  case reuse
  /// A view shows what decoding gives.
  case view
  /// A stream of frames is cut alike however it arrives.
  case frames
  /// A reply goes to the request that it answers.
  case replies
  /// What is written about text holds: it is read, or there is a finding with a place; formatting is stable.
  case text

  /// What it says, as a sentence without a full stop.
  public var promise: String {
    switch self {
    case .crash: "no bytes make a decoder trap or leave its memory"
    case .hang: "decoding comes to an end"
    case .memory: "decoding holds no more memory than the schema's limits allow"
    case .acceptance: "generated code and interpreter accept the same bytes"
    case .kind: "generated code and interpreter reject bytes for the same reason"
    case .path: "generated code and interpreter reject bytes at the same field"
    case .offset: "generated code and interpreter reject bytes at the same offset"
    case .value: "generated code and interpreter read the same value"
    case .fixedPoint: "what is decoded can be encoded, and decodes to the same value"
    case .canonical: "canonical bytes are encoded as they were"
    case .bytes: "generated code and interpreter write the same bytes"
    case .size: "a value is not longer than it says"
    case .strictness: "strict decoding accepts what an encoder writes, and nothing else"
    case .reuse: "decoding over a used value gives what decoding gives"
    case .view: "a view shows what decoding gives"
    case .frames: "frames are the same wherever a stream is split"
    case .replies: "a reply goes to the request that has waited longest for it"
    case .text: "text is read or refused with a place, and formatting is stable"
    }
  }
}

/// An oracle that does not hold, and what was seen.
public struct FuzzFailure: Error, Hashable, Sendable {
  /// The oracle.
  public var oracle: Oracle
  /// What was seen, in one line.
  public var detail: String

  /// A failure.
  public init(_ oracle: Oracle, _ detail: String) {
    self.oracle = oracle
    self.detail = detail
  }
}
