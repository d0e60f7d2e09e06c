public import WireInterpreter

/// Bytes and what they are, side by side, up to the end or to the byte that cannot be read.
///
/// ```
///   0x0000  11 47 00 00 00 00 00 00  characterGuid   18193
///   0x0008  07 00 00 00              operationId     7
///   0x000c  03 00                    items: count    3
///   0x000e  e8 03 00                 items[0].entry
///           ^^ truncated, want 4, have 3
/// ```
public struct TraceTable: Sendable {
  private static let bytesPerRow = 8
  /// How much is shown of what was not read.
  private static let mostUnread = 32
  /// Fields longer than this are not lined up.
  private static let widestField = 44

  private struct Row {
    var stream = 0
    var offset: Int
    var bytes: ArraySlice<UInt8>
    var field = ""
    var value = ""
    var ink = Ink.plain
  }

  private let body: [UInt8]
  private let trace: WireTrace
  private let fault: WireFault?
  private var rows: [Row] = []
  private var unshown = 0

  /// A table of a body and what decoding says of it.
  public init(_ body: [UInt8], _ trace: WireTrace) {
    self.body = body
    self.trace = trace
    if case .failure(let fault) = trace.result { self.fault = fault } else { fault = nil }
    var covered = [Int](repeating: 0, count: trace.inflated.count + 1)
    for span in trace.spans where span.stream < covered.count {
      add(span)
      covered[span.stream] = max(covered[span.stream], span.offset + span.length)
    }
    addRest(covered)
  }

  // MARK: - Rows

  private func bytes(of stream: Int) -> [UInt8] { stream == 0 ? body : trace.inflated[stream - 1] }

  private mutating func add(_ span: WireSpan) {
    let all = bytes(of: span.stream)
    let end = min(span.offset + span.length, all.count)
    add(
      all[min(span.offset, end)..<end], stream: span.stream, field: Self.label(span), value: span.text,
      ink: Ink(span.role))
  }

  private mutating func add(
    _ bytes: ArraySlice<UInt8>, stream: Int, field: String, value: String = "", ink: Ink
  ) {
    var rest = bytes
    var row = Row(stream: stream, offset: bytes.startIndex, bytes: [], field: field, value: value, ink: ink)
    repeat {
      row.offset = rest.startIndex
      row.bytes = rest.prefix(Self.bytesPerRow)
      rows.append(row)
      rest = rest.dropFirst(Self.bytesPerRow)
      (row.field, row.value) = ("", "")
    } while !rest.isEmpty
  }

  /// `items[0].entry`, `items: count`
  private static func label(_ span: WireSpan) -> String {
    let path = span.path.withoutRoot
    guard let word = span.role.word else { return path }
    return path.isEmpty ? word : "\(path): \(word)"
  }

  /// What no span covers: from the byte that failed on, or what is too much to be listed.
  private mutating func addRest(_ covered: [Int]) {
    if let fault, let offset = fault.offset, trace.stream < covered.count {
      let all = bytes(of: trace.stream)
      let start = min(covered[trace.stream], all.count)
      let failure = min(max(offset, start), all.count)
      addUnread(all[start..<failure], trace.stream, trace.omitted > 0 ? "not listed" : "not read")
      // A fault at bytes that are listed (a count, a constant) is shown there.
      let isListed = offset < start
      addUnread(
        all[failure...], trace.stream, isListed ? "not read" : fault.path.withoutRoot, evenIfEmpty: !isListed)
      if trace.stream == 0 { return }
    }
    addUnread(body[min(covered[0], body.count)...], 0, fault == nil ? "not listed" : "not read")
  }

  private mutating func addUnread(_ bytes: ArraySlice<UInt8>, _ stream: Int, _ label: String, evenIfEmpty: Bool = false)
  {
    guard evenIfEmpty || !bytes.isEmpty else { return }
    add(bytes.prefix(Self.mostUnread), stream: stream, field: label, ink: .dim)
    unshown += max(bytes.count - Self.mostUnread, 0)
  }

  // MARK: - Text

  /// The table as lines of text.
  public func text(inColor: Bool = false) -> String {
    let largest = rows.map(\.offset).max() ?? 0
    let digits = max(String(largest, radix: 16).utf8.count, 4)
    let width = rows.map(\.field.utf8.count).filter { $0 <= Self.widestField }.max() ?? 0
    let caretRow = caretRow
    var text = ""
    var stream = 0
    for (index, row) in rows.enumerated() {
      if row.stream != stream {
        stream = row.stream
        text += Ink.dim.paint(stream == 0 ? "  back in the body:" : "  inflated:", inColor) + "\n"
      }
      text += line(row, digits, width, inColor) + "\n"
      if index == caretRow { text += caret(below: row, indent: 6 + digits, inColor) }
    }
    if unshown > 0 { text += Ink.dim.paint("  … and \(unshown) more byte\(unshown == 1 ? "" : "s")", inColor) + "\n" }
    if trace.omitted > 0 { text += Ink.dim.paint("  … \(trace.omitted) more values are not listed", inColor) + "\n" }
    return text
  }

  private func line(_ row: Row, _ digits: Int, _ width: Int, _ inColor: Bool) -> String {
    var hex: [UInt8] = []
    for byte in row.bytes {
      if !hex.isEmpty { hex.append(0x20) }
      Hex.write(CollectionOfOne(byte), to: &hex)
    }
    var line = "  " + Ink.dim.paint(Hex.text(UInt64(row.offset), digits: digits), inColor)
    if !hex.isEmpty { line += "  " + row.ink.paint(String(decoding: hex, as: UTF8.self), inColor) }
    guard !row.field.isEmpty || !row.value.isEmpty else { return line }
    line += blanks(3 * Self.bytesPerRow + 1 - hex.count + (hex.isEmpty ? 2 : 0)) + row.ink.paint(row.field, inColor)
    if !row.value.isEmpty { line += blanks(width - row.field.utf8.count + 2) + row.value }
    return line
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(count, 2)) }

  /// The row with the byte that failed; the last one of its stream, when that byte is missing.
  private var caretRow: Int? {
    guard let offset = fault?.offset else { return nil }
    let failing = rows.indices.filter { rows[$0].stream == trace.stream }
    return failing.first { rows[$0].offset <= offset && offset < rows[$0].offset + rows[$0].bytes.count }
      ?? failing.last { rows[$0].offset <= offset }
  }

  private func caret(below row: Row, indent: Int, _ inColor: Bool) -> String {
    guard let fault, let offset = fault.offset else { return "" }
    let margin = String(repeating: " ", count: indent + 3 * min(max(offset - row.offset, 0), Self.bytesPerRow - 1))
    return margin + Ink.bad.paint("^^ " + fault.reason, inColor) + "\n"
  }
}

/// How text looks on a terminal.
enum Ink {
  case plain, dim, structural, bad, heading

  init(_ role: WireSpan.Role) {
    switch role {
    case .value: self = .plain
    case .derived, .constant, .count, .mask, .presence, .length, .sentinel, .stream: self = .structural
    case .padding, .excess: self = .dim
    }
  }

  func paint(_ text: String, _ inColor: Bool) -> String {
    guard inColor, !text.isEmpty else { return text }
    switch self {
    case .plain: return text
    case .dim: return "\u{1B}[2m\(text)\u{1B}[0m"
    case .structural: return "\u{1B}[36m\(text)\u{1B}[0m"
    case .bad: return "\u{1B}[1;31m\(text)\u{1B}[0m"
    case .heading: return "\u{1B}[1m\(text)\u{1B}[0m"
    }
  }
}
