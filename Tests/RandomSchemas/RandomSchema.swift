import WireInterpreter

/// Random schemas that have no errors, made of every construct of the language.
///
/// ```swift
/// let schema = RandomSchema.sketch(seed: 7)
/// print(schema.yaml)
/// ```
/// The same seed gives the same schema. What a definition, an item or a type expression may be is settled by the rules
/// of the language as the sketcher goes: it keeps what it knows of every field that may be referred to, of how many
/// bytes everything takes, and of the revisions that have it.
public enum RandomSchema {
  /// The schema of a seed.
  public static func sketch(seed: UInt64) -> Sketch {
    var sketcher = Sketcher(seed: seed)
    return sketcher.schema(named: "sketch\(seed)")
  }
}

/// What is known while a schema is being drawn.
struct Sketcher {
  var random: SeededRandom
  /// How many revisions the schema has; those of a schema that states none are one.
  var revisionNames: [String] = []
  var constants: [(name: String, value: Int)] = []
  var links: [LinkSketch] = []
  var types: [TypeSketch] = []
  var messages: [MessageSketch] = []
  var names = Names()
  /// The struct or message that is being drawn.
  var body = BodySketch()
  /// The byte order of what states none, in the type or message that is being drawn.
  var order = Order.little

  enum Order { case little, big }

  init(seed: UInt64) {
    // Neighbouring seeds must not give neighbouring numbers.
    var first = SeededRandom(seed: seed ^ 0x5EED)
    random = SeededRandom(seed: first.next())
  }

  /// All of the schema's revisions.
  var allRevisions: Range<Int> { 0..<max(revisionNames.count, 1) }

  mutating func schema(named name: String) -> Sketch {
    drawRevisions()
    drawConstants()
    drawLinks()
    for _ in 0..<number(5...12) { drawType() }
    for _ in 0..<number(2...6) { drawMessage() }
    var entries: [Sketch.Entry] = [.init("schema", .text(name))]
    if !revisionNames.isEmpty { entries.append(.init("revisions", .list(revisionNames.map { .text($0) }))) }
    entries.append(.init("links", .map(links.map { .init($0.name, $0.sketch) })))
    entries.append(
      .init("constants", .map(constants.map { .init($0.name, ["value": Sketch($0.value), "doc": "A constant."]) })))
    entries.append(.init("types", .map(types.map { .init($0.name, $0.sketch) })))
    entries.append(.init("messages", .map(messages.map { .init($0.name, $0.sketch) })))
    return .map(entries)
  }

  private mutating func drawRevisions() {
    let known = ["2025-11", "2026-06", "3.10", "login8", "default"]
    revisionNames = once(in: 4) ? [] : Array(known.prefix(number(1...4)))
  }

  private mutating func drawConstants() {
    constants = [("FEW", number(1...3)), ("SOME_MORE", number(4...9)), ("DOZENS", number(20...60))]
  }

  // MARK: Chance

  mutating func once(in times: Int) -> Bool { random.once(in: times) }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  /// One of several; the list is never empty.
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...elements.count - 1)] }

  /// A run of revisions inside another: mostly all of it.
  mutating func revisions(within outer: Range<Int>, changing times: Int = 4) -> Range<Int> {
    guard outer.count > 1, once(in: times) else { return outer }
    let lower = number(outer.lowerBound...outer.upperBound - 1)
    let upper = number(lower + 1...outer.upperBound)
    return lower..<upper
  }

  /// `since` and `removed` of a run of revisions inside another.
  func lifetime(_ revisions: Range<Int>, within outer: Range<Int>) -> [Sketch.Entry] {
    var entries: [Sketch.Entry] = []
    if revisions.lowerBound > outer.lowerBound {
      entries.append(.init("since", .text(revisionNames[revisions.lowerBound])))
    }
    if revisions.upperBound < outer.upperBound {
      entries.append(.init("removed", .text(revisionNames[revisions.upperBound])))
    }
    return entries
  }
}
