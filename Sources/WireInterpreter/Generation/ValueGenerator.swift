import SchemaModel

/// Random values that a message can hold, for fuzzing and for tests of other implementations.
///
/// ```swift
/// var generator = ValueGenerator(interpreter, seed: 1)
/// generator.value(of: .message(3), at: 0)
/// ```
/// Counts, numbers and lengths lie on their bounds more often than chance would have it, and conditions hold about as
/// often as not. The same seed gives the same values.
public struct ValueGenerator: Sendable {
  /// The interpreter of the schema.
  public let interpreter: WireInterpreter
  var random: SeededRandom

  /// The values of a seed.
  public init(_ interpreter: WireInterpreter, seed: UInt64) {
    self.interpreter = interpreter
    random = SeededRandom(seed: seed)
  }

  /// A value; nil when the message is not there at this revision, or none could be found that fits its limits.
  public mutating func value(of target: WireInterpreter.Target, at revision: Int) -> WireValue? {
    let model = interpreter.model
    if case .message(let index) = target, model.messages[index].opcode(at: revision) == nil { return nil }
    // What is too large for a group or a body is tried again with fewer elements.
    for room in [200, 100, 30, 30, 30, 30, 10, 10, 10, 3, 3, 0, 0, 0] {
      var draft = ValueDraft(
        model: model, revision: revision, policy: interpreter.policy(for: target), random: random, room: room)
      let value =
        switch target {
        case .message(let index): try? draft.structure(model.messages[index].body)
        case .type(let index): try? draft.value(.named(index))
        }
      random = draft.random
      guard let value else { continue }
      do throws(WireFault) {
        _ = try interpreter.encode(value, as: target, at: revision)
      } catch {
        if error.kind == .limit { continue }
      }
      return value
    }
    return nil
  }
}

/// A value in the making.
struct ValueDraft {
  /// What has been drawn does not go together.
  struct DeadEnd: Error {}

  let model: SchemaModel
  let revision: Int
  let policy: WirePolicy
  var random: SeededRandom
  /// How many elements, characters and bytes may still be drawn.
  var room: Int
  /// The structs being drawn, outermost first.
  var structs: [StructDraft] = []
  /// What the field being drawn may be.
  var wish = Wish()
  /// Whether a list must not be empty: a `trailing` group without bytes would be none.
  var needsBytes = false

  struct StructDraft {
    let definition: StructDefinition
    var values: [WireValue.Field] = []
    var numbers: [(field: FieldIndex, number: Int128)] = []

    func number(_ reference: FieldReference) -> Int128 {
      numbers.first { reference.fields.contains($0.field) }?.number ?? 0
    }
  }

  /// What a field may be, beyond its type.
  struct Wish {
    var range: ClosedRange<Int128>?
    /// Numbers that conditions and unions ask for.
    var favourites: [Int128] = []
    /// Whether only these will do.
    var isClosed = false
  }

  /// A value of a wire type.
  mutating func value(_ type: WireType) throws(DeadEnd) -> WireValue {
    let type = model.resolved(type, at: revision)
    switch type {
    case .scalar(.float(let bits, _)): return float(bits)
    case .scalar(.bool), .converted(_, .bool):
      return .bool(try number(among: [0, 1]) == 1)
    case .scalar, .converted(_, .integer): return .integer(try number(range(of: type)))
    case .converted(_, .type(let index)), .named(let index): return try named(index, range(of: type))
    case .text(let form): return try text(form)
    case .bytes(let count):
      let length = try length(count)
      return .bytes((0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    case .array(let element, let count): return try array(element, count)
    case .map(let key, let value, let count, let anyOrder): return try map(key, value, count, anyOrder)
    case .optional(let wrapped): return random.once(in: 2) ? .absent : try value(wrapped)
    }
  }

  // MARK: Numbers

  private func range(of type: WireType) -> ClosedRange<Int128> {
    var range = model.scalar(of: type, at: revision)?.valueRange ?? 0...0
    if case .converted(_, let domain) = type, let other = model.range(of: domain, at: revision) {
      range = range.clamped(to: other)
    }
    if let wished = wish.range { range = range.clamped(to: wished) }
    return range
  }

  private mutating func number(_ range: ClosedRange<Int128>) throws(DeadEnd) -> Int128 {
    let favourites = wish.favourites.filter(range.contains)
    if wish.isClosed { return try number(among: favourites) }
    if !favourites.isEmpty, random.once(in: 2) { return try number(among: favourites) }
    return random.number(in: range)
  }

  private mutating func number(among numbers: [Int128]) throws(DeadEnd) -> Int128 {
    guard let number = numbers.randomElement(using: &random) else { throw DeadEnd() }
    return number
  }

  private mutating func named(_ index: TypeIndex, _ range: ClosedRange<Int128>) throws(DeadEnd) -> WireValue {
    switch model.types[index].kind {
    case .enumeration(let definition):
      let members = definition.members(at: revision).map(\.value).filter(range.contains)
      if definition.keepsUnknown, members.isEmpty || random.once(in: 4) { return .integer(random.number(in: range)) }
      let wished = members.filter(wish.favourites.contains)
      return .integer(try number(among: wished.isEmpty || random.once(in: 2) && !wish.isClosed ? members : wished))
    case .flags(let definition):
      if random.once(in: 4) { return .integer(try number(range)) }
      let members = definition.members(at: revision).map(\.value) + wish.favourites
      let drawn = members.filter { _ in random.once(in: 2) }.reduce(0) { $0 | $1 }
      return .integer(range.contains(drawn) ? drawn : 0)
    case .bits(let variants):
      guard let definition = variants.value(at: revision) else { throw DeadEnd() }
      return .structure(
        definition.fields.map { .init($0.name, .integer(random.number(in: 0...$0.maximum))) })
    case .structure(let definition): return try structure(definition)
    case .alias: return .integer(try number(range))
    case .widened, .external: throw DeadEnd()
    }
  }

  private mutating func float(_ width: Int) -> WireValue {
    let special: [Double] = [0, -0.0, 1, -1.5, 0.1, 1e-40, .greatestFiniteMagnitude, .nan, .infinity, -.infinity]
    let number = special.randomElement(using: &random) ?? 0
    var bits = width == 32 ? UInt64(Float(number).bitPattern) : number.bitPattern
    if random.once(in: 2) { bits = random.next() >> UInt64(64 - width) }
    return .float(bits: policy.floats == .any || WireFloat.isFinite(bits, width) ? bits : 0, width: width)
  }
}
