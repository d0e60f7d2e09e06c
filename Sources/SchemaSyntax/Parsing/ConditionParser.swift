import Diagnostics

/// Reads conditions: `count != 0`, `type in [unit, player]`, `flags has swimming`.
enum ConditionParser {
  static func condition(_ scalar: Scalar) throws(ExpressionError) -> Spelled<ConditionSyntax> {
    var scanner = try ExpressionScanner(scalar)
    if scanner.isWord("not") { throw noOperator(scanner, help: "use `!=`, or the group's `else`") }
    let field = try scanner.name("a field")
    let test: ConditionSyntax.Test
    switch scanner.token {
    case .sign("=="): test = .equals
    case .sign("!="): test = .differs
    case .word("in"): test = .isOneOf
    case .word("has"): test = .hasAnyOf
    case .sign("="):
      throw scanner.unexpected(
        "`==`", help: [Help("a condition compares with `==`", edits: [TextEdit(scanner.place(scanner.span), "==")])])
    case .sign("<"), .sign("<="), .sign(">"):
      throw noOperator(scanner, help: "conditions test for equality: `==`, `!=`, `in` or `has`")
    case .sign("+"), .sign("-"), .sign("*"):
      throw noOperator(scanner, help: "a condition tests a field as it stands")
    case .sign("."):
      throw scanner.unexpected(
        "`==`, `!=`, `in` or `has`",
        help: [Help("a condition tests an earlier field of the same struct, not one within it")])
    case .end:
      let bool = Help("a bool is tested like all else: `\(field.value) == true`")
      throw scanner.unexpected("`==`, `!=`, `in` or `has`", help: [bool])
    default:
      throw scanner.unexpected("`==`, `!=`, `in` or `has`")
    }
    let sign = scanner.place(scanner.span)
    try scanner.advance()
    var values: [Spelled<LiteralSyntax>]
    if test == .isOneOf || test == .hasAnyOf, try scanner.accept("[") {
      values = [try LiteralParser.literal(&scanner)]
      while try scanner.accept(",") { values.append(try LiteralParser.literal(&scanner)) }
      try scanner.expect("]")
    } else if test == .isOneOf {
      throw scanner.unexpected("`[`", help: [Help("`in` takes a list: `in [a, b]`")])
    } else {
      try refuseOtherValues(scanner, test, sign)
      values = [try LiteralParser.literal(&scanner)]
    }
    switch scanner.token {
    case .sign("."):
      let qualifier = values[values.count - 1].range.joined(with: scanner.place(scanner.span))
      throw scanner.unexpected(
        "the end of the condition", help: [Help("name the member alone", edits: [TextEdit(qualifier, "")])])
    case .word("and"), .sign("&&"): throw noOperator(scanner, help: "nest a second `if` inside")
    case .word("or"), .sign("||"): throw noOperator(scanner, help: "use `in [a, b]` or `has [a, b]`")
    default: break
    }
    guard scanner.token == .end else { throw scanner.unexpected("the end of the condition") }
    return Spelled(ConditionSyntax(field: field, test: test, values: values), scanner.place(from: 0))
  }

  /// Says what to write in place of `=== a` and `== [a, b]`.
  private static func refuseOtherValues(
    _ scanner: ExpressionScanner, _ test: ConditionSyntax.Test, _ sign: SourceRange
  ) throws(ExpressionError) {
    if scanner.isSign("=") {
      let edit = TextEdit(scanner.place(scanner.span), "")
      throw scanner.unexpected("a value", help: [Help("a condition compares with `==`", edits: [edit])])
    }
    guard scanner.isSign("[") else { return }
    let help =
      test == .equals
      ? Help("one of several is tested by `in`", edits: [TextEdit(sign, "in")])
      : Help("test with `in [a, b]`, and put the items under `else`")
    throw scanner.unexpected("a value", help: [help])
  }

  /// The current token is an operator that other languages have.
  private static func noOperator(_ scanner: ExpressionScanner, help: String) -> ExpressionError {
    ExpressionError(
      span: scanner.span, message: "conditions have no \(scanner.tokenSpelling)", label: "one test a condition",
      help: [Help(help)])
  }

  /// Reads the labels of a switch's arm: `creature | gameobject`.
  static func labels(_ scalar: Scalar) throws(ExpressionError) -> [Spelled<LiteralSyntax>] {
    var scanner = try ExpressionScanner(scalar)
    var labels = [try LiteralParser.literal(&scanner)]
    while try scanner.accept("|") { labels.append(try LiteralParser.literal(&scanner)) }
    guard scanner.token == .end else { throw scanner.unexpected("`|` or the end of the labels") }
    return labels
  }

  /// Reads a range of values: `1..60`.
  static func range(
    _ scalar: Scalar
  ) throws(ExpressionError) -> Spelled<(lower: IntegerSyntax, upper: IntegerSyntax)> {
    var scanner = try ExpressionScanner(scalar)
    let lower = try bound(&scanner)
    try scanner.expect("..", help: [Help("a range is written `1..60`; both ends belong to it")])
    let upper = try bound(&scanner)
    guard scanner.token == .end else { throw scanner.unexpected("the end of the range") }
    return Spelled((lower, upper), scanner.place(from: 0))
  }

  private static func bound(_ scanner: inout ExpressionScanner) throws(ExpressionError) -> IntegerSyntax {
    let literal = try LiteralParser.literal(&scanner)
    switch literal.value {
    case .integer(let value): return .literal(value)
    case .name(let name): return .name(name)
    default: throw scanner.unexpected("a whole number")
    }
  }
}

/// Reads literals inside expressions.
enum LiteralParser {
  static func literal(_ scanner: inout ExpressionScanner) throws(ExpressionError) -> Spelled<LiteralSyntax> {
    let start = scanner.span.lowerBound
    let isNegative = try scanner.accept("-")
    let value: LiteralSyntax
    switch scanner.token {
    case .integer(let integer): value = .integer(isNegative ? -integer : integer)
    case .decimal(let text): value = .decimal(isNegative ? "-" + text : text)
    case .word(let name) where !isNegative: value = .name(name)
    case .text(let text) where !isNegative: value = .text(text)
    default: throw scanner.unexpected(isNegative ? "a number" : "a value")
    }
    try scanner.advance()
    return Spelled(value, scanner.place(from: start))
  }

  /// Reads a whole scalar as a literal.
  static func literal(_ scalar: Scalar) throws(ExpressionError) -> Spelled<LiteralSyntax> {
    guard scalar.style == .plain else { return Spelled(.text(scalar.text), scalar.range) }
    var scanner = try ExpressionScanner(scalar)
    let literal = try literal(&scanner)
    guard scanner.token == .end else { throw scanner.unexpected("the end of the value") }
    return literal
  }
}
