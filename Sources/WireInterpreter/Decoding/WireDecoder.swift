import SchemaModel
import SchemaSyntax

/// Reads one body from its first byte to its last. After a fault it is of no further use.
///
/// Every read goes through ``take(_:)``, which knows where the scope ends: that makes decoding total. Memory grows with
/// the bytes read and never with a count that a peer states.
struct WireDecoder {
  let model: SchemaModel
  let revision: Int
  var policy: WirePolicy

  /// The body, or inside a `zlib` group the inflated bytes.
  var bytes: [UInt8]
  var position = 0
  /// Where the scope ends: the body's end, or that of the innermost group.
  var end: Int
  /// 0 for the body; see ``WireSpan/stream``.
  var stream = 0

  var path: [WirePath.Step]
  /// The structs being read, outermost first.
  var structs: [StructProgress] = []
  /// The items still to come in each list of items being read: what a rest array leaves room for.
  var pending: [PendingItems] = []
  /// What is said of the field being read.
  var field = FieldRules()
  /// List elements of no bytes so far: a count could ask for any number of them.
  var emptyElements = 0
  /// Set when the caller wants to know of each byte.
  var recorder: WireTrace.Recorder?

  /// A struct as far as it has been read.
  struct StructProgress {
    let definition: StructDefinition
    var values: [WireValue.Field] = []
    /// The fields that conditions, unions and counts may ask for, and where they stand.
    var numbers: [(field: FieldIndex, number: Int128, start: Int)] = []
  }

  /// Items of which some are still to come.
  struct PendingItems {
    let items: [Item]
    /// The struct that they belong to, as a position in ``structs``.
    let owner: Int
    var next = 0
    /// Whether a scope ends with these items, so that what follows is nobody's concern inside.
    var isScope = false
  }

  /// What a field's declaration demands of its value.
  struct FieldRules {
    var role = WireSpan.Role.value
    var constant: Literal?
    var range: ClosedRange<Int128>?
  }

  init(_ bytes: [UInt8], model: SchemaModel, revision: Int, policy: WirePolicy, name: String) {
    self.bytes = bytes
    self.model = model
    self.revision = revision
    self.policy = policy
    end = bytes.count
    path = [.name(name)]
  }

  /// How many bytes the scope still has.
  var remaining: Int { end - position }

  func fault(_ kind: WireFault.Kind, at offset: Int, wanted: Int128 = 0, had: Int128 = 0) -> WireFault {
    WireFault(kind, WirePath(path), at: offset, wanted: wanted, had: had)
  }

  /// Where `count` bytes begin, now read.
  mutating func take(_ count: Int) throws(WireFault) -> Int {
    let start = position
    guard count <= end - start else {
      throw fault(.truncated, at: start, wanted: Int128(count), had: Int128(end - start))
    }
    position = start + count
    return start
  }

  /// Strict decoding ends here when the bytes are not those that an encoder writes.
  func require(canonical isCanonical: Bool, at offset: Int) throws(WireFault) {
    if policy.isStrict, !isCanonical { throw fault(.noncanonical, at: offset) }
  }

  /// Notes what the bytes since `start` are.
  mutating func record(_ role: WireSpan.Role, from start: Int, _ text: @autoclosure () -> String) {
    guard let recorded = recorder?.spans.count else { return }
    guard recorded < WireTrace.mostSpans else {
      recorder?.omitted += 1
      return
    }
    recorder?.spans.append(
      WireSpan(
        offset: start, length: position - start, stream: stream, path: WirePath(path), role: role, text: text()))
  }

  // MARK: Bodies

  /// Reads a whole body.
  mutating func body(_ target: WireInterpreter.Target) throws(WireFault) -> WireInterpreter.DecodedBody {
    let value: WireValue
    switch target {
    case .type(let index): value = try self.value(.named(index))
    case .message(let index):
      let message = model.messages[index]
      guard message.opcode(at: revision) != nil else { throw fault(.opcode, at: 0) }
      guard bytes.count <= message.maxBody else {
        throw fault(.limit, at: 0, wanted: Int128(message.maxBody), had: Int128(bytes.count))
      }
      value = try structure(message.body)
    }
    let consumed = position
    return .init(value: value, excess: try finish(), consumed: consumed)
  }

  /// Bytes after the value: an error, or passed over, or kept, as the link says.
  private mutating func finish() throws(WireFault) -> [UInt8] {
    guard position < end else { return [] }
    let start = position
    if policy.excess == .reject { throw fault(.excess, at: start, had: Int128(remaining)) }
    try require(canonical: policy.excess == .keep, at: start)
    position = end
    let excess = Array(bytes[start...])
    record(.excess, from: start, Hex.text(excess.prefix(32)))
    return policy.excess == .keep ? excess : []
  }
}
