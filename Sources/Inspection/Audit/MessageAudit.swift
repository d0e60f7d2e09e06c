public import SchemaModel
import SchemaSyntax
import WireInterpreter

/// What a message's bytes may hold beside its value: memory of C++ peers in padding, and every way in which it can be
/// written otherwise.
///
/// ```swift
/// let audit = MessageAudit(model.messages[0], in: model, at: revision)
/// audit.leaks  // items[]: 1 byte at +7 after stackCount
/// audit.ways   // items[]: anything in the padding
/// ```
public struct MessageAudit: Sendable {
  /// The message's name.
  public let message: String
  /// The revision.
  public let revision: Int
  /// The bytes that C++ peers leak.
  public private(set) var leaks: [PaddingLeak] = []
  /// The other ways to write it, in wire order.
  public private(set) var ways: [EncodingWay] = []

  private let model: SchemaModel
  private let link: Link
  private var path = ""
  /// The field before what is looked at.
  private var previous = ""
  /// Bytes before it, since the message or the list's element began.
  private var offset = SizeBounds.exactly(0)
  private var isRelative = false

  /// The audit of a message at a revision that has it.
  public init(_ message: Message, in model: SchemaModel, at revision: Int) {
    self.message = message.name
    self.revision = revision
    self.model = model
    link = model.links[message.link]
    walk(message.body)
    switch link.excess {
    case .reject: break
    // A message that takes all that is left leaves none over.
    case .ignore where !Self.takesRest(message.body.items, message.body, revision): add(.leftOver, .excess)
    case .keep where !Self.takesRest(message.body.items, message.body, revision): add(.keptLeftOver, .excess)
    case .ignore, .keep: break
    }
  }

  private mutating func add(_ kind: EncodingWay.Kind, _ role: WireSpan.Role, after: String = "") {
    let way = EncodingWay(kind: kind, path: path, role: role, after: after)
    if !ways.contains(way) { ways.append(way) }
  }

  // MARK: - Structs

  private mutating func walk(_ body: StructDefinition) {
    let outer = previous
    previous = ""
    walk(body.items, body)
    previous = outer
  }

  private mutating func walk(_ items: [Item], _ body: StructDefinition) {
    for item in items where item.revisions.contains(revision) {
      let before = offset
      walk(item, body)
      offset = before + model.size(of: item, in: body, at: revision)
    }
  }

  private mutating func walk(_ item: Item, _ body: StructDefinition) {
    let before = offset
    switch item.kind {
    case .field(let index): walk(body.fields[index], body)
    case .pad(let size, let isImplicit):
      add(.padding, .padding, after: previous)
      guard isImplicit || body.cLayout != nil else { break }
      leaks.append(
        PaddingLeak(
          path: path, offset: offset.minimum, isExact: offset.isFixed, isRelative: isRelative, size: size,
          after: previous.isEmpty ? nil : previous))
    case .conditional(_, let then, let otherwise):
      walk(then, body)
      offset = before
      walk(otherwise, body)
    case .union(let union):
      for arm in union.arms {
        offset = before
        walk(arm.items, body)
      }
    case .trailing(let inner): walk(inner, body)
    case .sized(let prefix, let inner):
      walk(prefix.scalar, .length)
      offset = offset + prefix.scalar.size
      walk(inner, body)
    case .zlib(let prefix, let inner):
      walk(prefix.scalar, .length)
      add(.compression, .stream)
      apart { audit in audit.walk(inner, body) }
    }
  }

  private mutating func walk(_ field: Field, _ body: StructDefinition) {
    let outer = path
    path += (path.isEmpty ? "" : ".") + field.name
    let role: WireSpan.Role =
      switch field.role {
      case .stored: .value
      case .count, .discriminator: .derived
      case .constant: .constant
      }
    if case .count = field.role, !alwaysCounts(body.items, field.index, body) { add(.uncounted, .derived) }
    walk(field.type, field.constant == nil ? role : .constant, isConstant: field.constant != nil)
    path = outer
    previous = field.name
  }

  /// Goes through a list's element, whose offsets count from its own start.
  private mutating func apart(_ walk: (inout Self) -> Void) {
    let outer = (offset, isRelative, previous)
    (offset, isRelative, previous) = (.exactly(0), true, "")
    walk(&self)
    (offset, isRelative, previous) = outer
  }

  // MARK: - Types

  private mutating func walk(_ type: WireType, _ role: WireSpan.Role, isConstant: Bool = false) {
    switch model.resolved(type, at: revision) {
    case .scalar(let scalar):
      walk(scalar, role)
      if case .float = scalar, !isConstant { walkFloat() }
    case .converted(let scalar, let domain):
      if scalar != .bool { walk(scalar, role) }
      switch domain {
      case .bool: add(.bool, role)
      case .integer: break
      case .type(let index): walk(number: index, role)
      }
    case .named(let index): walk(named: index, role)
    case .text(let form): walk(form, isConstant)
    case .bytes(let count): walk(count)
    case .array(let element, let count): walk(element, count)
    case .map(let key, let value, let count, let anyOrder):
      walk(count)
      if count.maximum > 1 { add(anyOrder ? .keptOrder : .keyOrder, .value) }
      inside { audit in
        audit.walk(key, .value)
        audit.walk(value, .value)
      }
    case .optional(let wrapped):
      add(.presence, .presence)
      if case .optional = model.resolved(wrapped, at: revision) { add(.nestedAbsence, .presence) }
      walk(wrapped, role)
    }
  }

  private mutating func walk(_ scalar: ScalarType, _ role: WireSpan.Role) {
    switch scalar {
    case .bool: add(.bool, role)
    case .variable: add(.overlong, role)
    case .packed64: add(.redundantZeros, role)
    case .integer, .float: break
    }
  }

  private mutating func walkFloat() {
    add(.negativeZero, .value)
    if link.floats == .any { add(.nanBits, .value) }
  }

  private mutating func walk(named index: TypeIndex, _ role: WireSpan.Role) {
    switch model.types[index].kind {
    case .structure(let body): walk(body)
    case .enumeration, .flags, .bits:
      if let scalar = model.firstScalar(of: .named(index), at: revision) { walk(scalar, role) }
      walk(number: index, role)
    case .alias, .widened, .external: break
    }
  }

  /// A number that stands for an enum's member, for flags, or for bit fields.
  private mutating func walk(number index: TypeIndex, _ role: WireSpan.Role) {
    guard let scalar = model.firstScalar(of: .named(index), at: revision), let range = scalar.valueRange else { return }
    let width = Int128(range.upperBound - range.lowerBound)
    switch model.types[index].kind {
    case .bits(let variants):
      let used = variants.value(at: revision)?.fields.map { $0.shift + $0.width }.max() ?? 0
      if width >> Int128(used) > 0 { add(.unusedBits, role) }
    case .flags(let flags):
      // A member of several bits names none of them alone.
      let known = flags.members(at: revision).map(\.value).filter { $0.nonzeroBitCount == 1 }.reduce(0, |)
      if known & width != width { add(.unknownFlags, role) }
    case .enumeration(let definition):
      let known = Set(definition.members(at: revision).map(\.value)).count
      if definition.keepsUnknown, Int128(known) <= width { add(.unknownMember, role) }
    default: break
    }
  }

  private mutating func walk(_ form: WireType.TextForm, _ isConstant: Bool) {
    var longest = Int.max
    switch form {
    case .counted(let count), .countedWithTerminator(let count):
      walk(count)
      longest = count.maximum
    case .padded(let bytes):
      if bytes > 1 { add(.afterNUL, .value) }
      longest = bytes
    case .terminated(let limit): longest = limit
    }
    if link.text == .repair, longest > 0, !isConstant { add(.repairedText, .value) }
  }

  private mutating func walk(_ count: Count) {
    switch count.form {
    case .prefix(let scalar): walk(scalar, .count)
    case .mask(.word(let scalar)): walk(scalar, .mask)
    case .mask(.words(let scalar, let counter)):
      walk(counter, .count)
      walk(scalar, .mask)
    case .fixed, .field, .rest, .mask(.bits), .until: break
    }
  }

  private mutating func walk(_ element: WireType, _ count: Count) {
    walk(count)
    if case .until = count.form, let scalar = model.firstScalar(of: element, at: revision) { walk(scalar, .sentinel) }
    guard count.maximum > 0 else { return }
    inside { audit in audit.walk(element, .value) }
  }

  private mutating func inside(_ walk: (inout Self) -> Void) {
    let outer = path
    path += "[]"
    apart(walk)
    path = outer
  }
}
