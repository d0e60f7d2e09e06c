public import Diagnostics

/// Reads type expressions.
///
/// ```
/// type  = base { "[" count "]" | "?" } [ "=" literal ]
/// base  = wire [ "as" Name ] | Name | "map" "<" type "," type ">"
/// count = ( INT | CONST | uint | field [("+"|"-") INT] | "*" | "mask(" mask ")" | "until" INT ) [ "<=" INT ]
///       | "<=" INT
/// mask  = uint | uint "[" uint "]" | "bits" (INT|CONST)
/// ```
struct TypeExpressionParser {
  private var scanner: ExpressionScanner
  private var depth = 0

  private init(_ scalar: Scalar) throws(ExpressionError) { scanner = try ExpressionScanner(scalar) }

  /// Reads the whole scalar as a type.
  static func type(_ scalar: Scalar) throws(ExpressionError) -> Spelled<TypeExpression> {
    var parser = try TypeExpressionParser(scalar)
    let type = try parser.type(allowsConstant: true)
    if parser.scanner.isSign("==") {
      let edit = TextEdit(parser.scanner.place(parser.scanner.span), "=")
      throw parser.scanner.unexpected("`=`", help: [Help("a constant is written with one `=`", edits: [edit])])
    }
    try parser.finish(whatMayFollow(type.value), help: parser.helpWithWord(after: type.value))
    return type
  }

  /// Reads the whole scalar as the prefix of a sized or zlib group: `u16 - 2`, `u32 <= 65536`.
  static func prefix(_ scalar: Scalar) throws(ExpressionError) -> Spelled<CountPrefix> {
    var parser = try TypeExpressionParser(scalar)
    let wire = try parser.countWire("an unsigned integer type such as `u16`")
    let offset = try parser.offset()
    let limit = try parser.limit()
    if parser.scanner.isSign("<") { try parser.refuseOtherOperators() }
    try parser.finish("`+`, `-`, `<=` or the end")
    return Spelled(CountPrefix(wire: wire, offset: offset, limit: limit), parser.scanner.place(from: 0))
  }

  private static func whatMayFollow(_ type: TypeExpression) -> String {
    if type.constant != nil { return "the end of the type" }
    if case .wire = type.base.value, type.suffixes.isEmpty { return "`[`, `?`, `as`, `=` or the end" }
    return "`[`, `?`, `=` or the end"
  }

  private func finish(_ wanted: String, help: [Help] = []) throws(ExpressionError) {
    guard scanner.token == .end else { throw scanner.unexpected(wanted, help: help) }
  }

  /// Where the word belongs that somebody wrote behind a type.
  private func helpWithWord(after type: TypeExpression) -> [Help] {
    guard case .word(let word) = scanner.token else { return [] }
    if word == "as" { return [Help("`as` stands right behind a wire type, before any bracket: `u32 as Gender`")] }
    guard ObjectShape.shape(.field).key(word) != nil else { return [] }
    return [Help("in the long form a field has more than its type: `{type: …, \(word): …}`")]
  }

  private mutating func type(allowsConstant: Bool) throws(ExpressionError) -> Spelled<TypeExpression> {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 8 else {
      throw ExpressionError(
        span: scanner.span, message: "maps nested deeper than 8 levels", label: "name the inner map as a type")
    }
    let start = scanner.span.lowerBound
    let base = try self.base()
    var suffixes: [Spelled<TypeSuffix>] = []
    while scanner.isSign("[") || scanner.isSign("?") {
      guard suffixes.count < 8 else {
        throw ExpressionError(
          span: scanner.span, message: "more than 8 brackets on one type", label: "name the inner list as a type")
      }
      let isTwice = scanner.isSign("?") && suffixes.last?.value.isOptional == true
      guard !isTwice else {
        throw ExpressionError(
          span: scanner.span, message: "optional twice", label: "one presence byte says all that there is to say")
      }
      suffixes.append(try suffix())
    }
    try checkLength(base, suffixes, start)
    var constant: Spelled<LiteralSyntax>?
    if allowsConstant, try scanner.accept("=") { constant = try LiteralParser.literal(&scanner) }
    return Spelled(
      TypeExpression(base: base, suffixes: suffixes, constant: constant), scanner.place(from: start))
  }

  private mutating func base() throws(ExpressionError) -> Spelled<TypeBase> {
    let start = scanner.span.lowerBound
    if scanner.isSign("?") {
      throw scanner.unexpected("a type", help: [Help("`?` stands behind its type: `u32?`")])
    }
    let word = try scanner.name("a type")
    if word.value == "map", scanner.isSign("<") {
      try scanner.expect("<")
      let key = try type(allowsConstant: false)
      try scanner.expect(",", help: [Help("a map has a key and a value: `map<u32, u8>[u16]`")])
      let value = try type(allowsConstant: false)
      try scanner.expect(">")
      return Spelled(.map(key: key, value: value), scanner.place(from: start))
    }
    if scanner.isSign("<") {
      throw scanner.unexpected(
        "`[`, `?` or the end",
        help: [Help("only `map` takes `<…>`: a list is `Item[u16 <= 64]`, an optional value `Item?`")])
    }
    let base = Self.base(named: word)
    guard scanner.isWord("as") else { return base }
    try scanner.advance()
    let target = Self.base(named: try scanner.name("the type on the Swift side"))
    return Spelled(.converted(base, to: target), scanner.place(from: start))
  }

  private static func base(named word: Identifier) -> Spelled<TypeBase> {
    Spelled(WireName(word.value).map { .wire($0) } ?? .name(word.value), word.range)
  }

  private mutating func suffix() throws(ExpressionError) -> Spelled<TypeSuffix> {
    let start = scanner.span.lowerBound
    if try scanner.accept("?") { return Spelled(.optional, scanner.place(from: start)) }
    try scanner.expect("[")
    let count = try self.count()
    try refuseOtherOperators()
    let end = scanner.place(scanner.previousEnd..<scanner.previousEnd)
    try scanner.expect("]", help: scanner.token == .end ? [Help("close it", edits: [TextEdit(end, "]")])] : [])
    return Spelled(.count(count), scanner.place(from: start))
  }

  /// Says what to write in place of the operators that people try.
  private func refuseOtherOperators() throws(ExpressionError) {
    switch scanner.token {
    case .sign("<"):
      // No edit: what is one less, and so means the same, the next word says.
      throw scanner.unexpected("`<=`", help: [Help("a limit is written with `<=` and is itself allowed")])
    case .sign("*"):
      throw scanner.unexpected("`]`", help: [Help("a count may only add or subtract a number: `[count - 1]`")])
    default: break
    }
  }

  private mutating func count() throws(ExpressionError) -> CountSyntax {
    let start = scanner.span.lowerBound
    let form: CountSyntax.Form
    switch scanner.token {
    case .integer(let value), .size(let value):
      try scanner.advance()
      form = .fixed(value)
    case .sign("*"):
      try scanner.advance()
      form = .rest
    case .sign("<="):
      form = .limitOnly
    case .word("until"):
      try scanner.advance()
      form = .until(try integer("the value that ends the list"))
    case .word("mask"):
      let name = try scanner.name("a count")
      if scanner.isSign("(") {
        form = .mask(try mask())
      } else {
        form = .name(name, offset: try offset())
      }
    case .word(let word):
      if let wire = WireName(word) {
        guard wire.isCount else {
          throw ExpressionError(
            span: scanner.span, message: "`\(word)` cannot be a count",
            label: "a count is unsigned: `u8`, `u16`, `u32` …")
        }
        try scanner.advance()
        form = .prefix(wire)
      } else {
        let name = try scanner.name("a count")
        form = .name(name, offset: try offset())
      }
    default:
      throw scanner.unexpected(
        "a count",
        help: [Help("a number `[4]`, a prefix `[u16 <= 64]`, a field `[count]` or the rest `[* <= 64]`")])
    }
    let place = form.isLimitOnly ? scanner.place(start..<start) : scanner.place(from: start)
    return CountSyntax(form: Spelled(form, place), limit: try limit())
  }

  private mutating func mask() throws(ExpressionError) -> MaskSyntax {
    try scanner.expect("(")
    let mask: MaskSyntax
    if scanner.isWord("bits") {
      try scanner.advance()
      mask = .bits(try integer("how many bits the mask has"))
    } else {
      let wire = try countWire("an unsigned integer type or `bits n`").value
      if try scanner.accept("[") {
        let count = try countWire("the unsigned integer type that counts the mask's words").value
        try scanner.expect("]")
        mask = .words(wire, count: count)
      } else {
        mask = .word(wire)
      }
    }
    try scanner.expect(")")
    return mask
  }

  private mutating func countWire(_ wanted: String) throws(ExpressionError) -> Spelled<WireName> {
    guard case .word(let word) = scanner.token, let wire = WireName(word), wire.isCount else {
      throw scanner.unexpected(wanted)
    }
    let range = scanner.place(scanner.span)
    try scanner.advance()
    return Spelled(wire, range)
  }

  private mutating func offset() throws(ExpressionError) -> OffsetSyntax? {
    let isNegative = scanner.isSign("-")
    guard isNegative || scanner.isSign("+") else { return nil }
    try scanner.advance()
    guard !scanner.isSign("-") else { throw scanner.unexpected("a number") }
    return OffsetSyntax(isNegative: isNegative, amount: try integer("a number"))
  }

  private mutating func limit() throws(ExpressionError) -> Spelled<IntegerSyntax>? {
    guard try scanner.accept("<=") else { return nil }
    let start = scanner.span.lowerBound
    guard case .size(let value) = scanner.token else { return try integer("the largest count") }
    try scanner.advance()
    return Spelled(.literal(value), scanner.place(from: start))
  }

  private mutating func integer(_ wanted: String) throws(ExpressionError) -> Spelled<IntegerSyntax> {
    let start = scanner.span.lowerBound
    let isNegative = try scanner.accept("-")
    switch scanner.token {
    case .integer(let value):
      try scanner.advance()
      return Spelled(.literal(isNegative ? -value : value), scanner.place(from: start))
    case .word(let name) where !isNegative:
      try scanner.advance()
      return Spelled(.name(name), scanner.place(from: start))
    default:
      throw scanner.unexpected(wanted)
    }
  }

  /// Strings and bytes say their length in the first bracket; each form of string takes only some counts.
  private func checkLength(
    _ base: Spelled<TypeBase>, _ suffixes: [Spelled<TypeSuffix>], _ start: Int
  ) throws(ExpressionError) {
    let span = start..<max(start, scanner.previousEnd)
    guard case .wire(let wire) = base.value, wire.needsLength else {
      for suffix in suffixes {
        if case .count(let count) = suffix.value, count.form.value.isLimitOnly {
          throw ExpressionError(
            span: span, message: "a limit alone does not say how many elements there are",
            label: "counted by what?", help: [Help("put the count before `<=`: `[u16 <= 64]`")])
        }
      }
      return
    }
    let examples =
      switch wire {
      case .string: "`string[u8 <= 12]`"
      case .stringz: "`stringz[u32 <= 64]` or `stringz[32]`"
      case .bytes: "`bytes[32]`, `bytes[u16 <= 512]` or `bytes[* <= 4096]`"
      default: "`cstring[<= 64]`"
      }
    guard let first = suffixes.first, case .count(let count) = first.value else {
      guard wire != .cstring else { return }
      throw ExpressionError(
        span: span, message: "`\(wire.spelling)` needs a length", label: "how many bytes?",
        help: [Help("write \(examples)")])
    }
    let fits =
      switch (wire, count.form.value) {
      case (.cstring, .limitOnly): true
      case (.cstring, _), (_, .limitOnly), (_, .mask), (_, .until): false
      case (.stringz, .rest): false
      default: true
      }
    guard fits else {
      throw ExpressionError(
        span: span, message: "`\(wire.spelling)` cannot have this length", label: "not a length of this type",
        help: [Help("write \(examples)")])
    }
  }
}

extension TypeSuffix {
  var isOptional: Bool {
    if case .optional = self { return true }
    return false
  }
}

extension CountSyntax.Form {
  /// Where the value of `[until 0]` stands.
  public var endMark: SourceRange? {
    if case .until(let value) = self { return value.range }
    return nil
  }

  /// `[<= 64]`
  var isLimitOnly: Bool {
    if case .limitOnly = self { return true }
    return false
  }
}
