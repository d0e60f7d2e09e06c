/// How many bytes something takes, at least and at most, over all revisions.
struct Bytes: Hashable {
  var least: Int
  var most: Int

  init(_ exactly: Int) { self.init(exactly, exactly) }

  init(_ least: Int, _ most: Int) {
    self.least = least
    self.most = most
  }

  static func + (left: Self, right: Self) -> Self { Self(left.least + right.least, left.most + right.most) }

  /// What may also be absent.
  var perhaps: Self { Self(0, most) }

  /// One of the two.
  func or(_ other: Self) -> Self { Self(min(least, other.least), max(most, other.most)) }
}

/// What the values of a type are: what they can be compared with, counted by, or begin as.
enum Shape: Hashable {
  case integer(bits: Int, isSigned: Bool, range: ClosedRange<Int128>)
  case bool
  case float
  case members([MemberSketch], isFlags: Bool, isClosed: Bool)
  case text(Bytes)
  case other

  /// How many values there are, as far as a map's keys need to know; nil when there are no keys of this shape.
  var variety: Int? {
    switch self {
    case .integer(_, _, let range): Int(clamping: range.upperBound - range.lowerBound)
    case .bool: 2
    case .members(let members, let isFlags, let isClosed): isFlags || !isClosed ? 200 : members.count
    case .text(let bytes): bytes.most > 3 ? 50 : nil
    case .float, .other: nil
    }
  }
}

struct MemberSketch: Hashable {
  let name: String
  let value: Int128
  let revisions: Range<Int>
}

/// A type expression and what is known of it.
struct Expression {
  var text: String
  var bytes: Bytes
  var shape = Shape.other
  /// The values of the whole number that it begins with, where it always does.
  var first: ClosedRange<Int128>?
  /// Its size and alignment in C at each revision, where it can be in a C struct.
  var memory: [(size: Int, alignment: Int)]?
  /// Whether it takes the rest of its scope.
  var isOpen = false
}

/// A definition under `types`.
struct TypeSketch {
  let name: String
  var sketch: Sketch
  let revisions: Range<Int>
  /// The byte order that it depends on.
  let order: Sketcher.Order
  var expression: Expression
  /// The whole numbers in a struct that a domain type may widen.
  var widenable: [(name: String, bits: Int, isSigned: Bool)] = []
  /// Whether `as` may lead to it, and from which carriers.
  var carrier: (bits: Int, isSigned: Bool)?
}

/// A field that may be referred to.
struct FieldSketch {
  let name: String
  let shape: Shape
  let revisions: Range<Int>
  var isCount = false
}

/// The struct or message that is being drawn.
struct BodySketch {
  var names = Names()
  /// The fields that may be referred to at this point.
  var visible: [FieldSketch] = []
  /// Fields that something refers to.
  var referred: Set<String> = []
  var widenable: [(name: String, bits: Int, isSigned: Bool)] = []
}

struct LinkSketch {
  let name: String
  let parties: [String]
  let sketch: Sketch
  let order: Sketcher.Order
  let hasSize: Bool
  let maxBody: Int
  /// For each sender, opcodes given so far.
  var opcodes = [0, 0]
}

struct MessageSketch {
  let name: String
  var sketch: Sketch
  let link: Int
  let senders: [Int]
  /// A field that ties an answer to its request.
  let ticket: String?
  let revisions: Range<Int>
}
