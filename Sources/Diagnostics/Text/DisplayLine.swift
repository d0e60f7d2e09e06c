/// A line of source as a terminal shows it: cells with columns, so that a caret ends up under what it means.
///
/// Tabs become four spaces, control characters visible pictures, invalid UTF-8 U+FFFD. Of a line wider than
/// ``maximumWidth`` a window is shown, with `…` where it is cut.
struct DisplayLine {
  /// What takes one place on the terminal: a scalar with all that joins it.
  private struct Cell {
    let offset: Int
    let column: Int
    var width: Int
    var text: String
    var flagCount = 0
  }

  static let maximumWidth = 120
  private static let tab = "    "

  private var cells: [Cell] = []
  private let isCutBefore: Bool
  private let isCutAfter: Bool
  /// The offset after the last byte laid out.
  private let end: Int
  /// The first column of the window.
  private var first = 0

  /// Lays out `range` of `bytes`; `focus` are the offsets a window must show if it can.
  init(_ bytes: [UInt8], _ range: Range<Int>, focus: Range<Int>) {
    // A line may be the whole of a huge file: only what may come into the window is decoded.
    let near = Self.neighbourhood(of: focus.lowerBound, in: range, of: bytes)
    isCutBefore = near.lowerBound > range.lowerBound
    isCutAfter = near.upperBound < range.upperBound
    end = near.upperBound
    var previous: Unicode.Scalar?
    decodeRepairing(bytes[near]) { offset, scalar in
      if scalar == "\t" {
        cells.append(Cell(offset: offset, column: width, width: Self.tab.count, text: Self.tab))
      } else {
        add(scalar.printable, at: offset, after: previous)
      }
      previous = scalar
    }
    first = firstColumn(showing: columns(of: focus))
  }

  /// The line's text, cut to the window.
  var text: String {
    let cutsLeft = first > 0 || isCutBefore
    let cutsRight = isCutAfter || width > first + Self.maximumWidth
    let low = first + (cutsLeft ? 1 : 0)
    let high = cutsRight ? min(width, first + Self.maximumWidth - 1) : width
    var result = cutsLeft ? "…" : ""
    var column = low
    for cell in cells where cell.column >= low && cell.column + cell.width <= high {
      // Half of a wide cell may fall to the cut.
      if cell.column > column { result += String(repeating: " ", count: cell.column - column) }
      result += cell.text
      column = cell.column + cell.width
    }
    return cutsRight ? result + "…" : result
  }

  /// The columns within the window that mark a range of bytes; at least one.
  func visibleColumns(of range: Range<Int>) -> Range<Int> {
    let all = columns(of: range)
    let low = min(max(all.lowerBound - first, 0), Self.maximumWidth - 1)
    let high = min(max(all.upperBound - first, 0), Self.maximumWidth)
    return low..<max(high, low + 1)
  }

  private var width: Int { cells.last.map { $0.column + $0.width } ?? 0 }

  private func columns(of range: Range<Int>) -> Range<Int> {
    let low = cell(at: range.lowerBound)?.column ?? width
    guard !range.isEmpty else { return low..<low + 1 }
    let high = cell(at: range.upperBound - 1).map { $0.column + $0.width } ?? width
    return low..<max(high, low + 1)
  }

  /// The cell that holds the byte at `offset`; nil past the end.
  private func cell(at offset: Int) -> Cell? {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return cells.first }
    return low == cells.count && offset >= end ? nil : cells[low - 1]
  }

  private mutating func add(_ scalar: Unicode.Scalar, at offset: Int, after previous: Unicode.Scalar?) {
    if let previous, let last = cells.indices.last {
      let completesFlag = scalar.isRegionalIndicator && cells[last].flagCount == 1
      if completesFlag || scalar.joins(previous) {
        cells[last].text.unicodeScalars.append(scalar)
        cells[last].flagCount += completesFlag ? 1 : 0
        // The emoji variation selector widens what it follows.
        if scalar.value == 0xFE0F, previous.properties.isEmoji { cells[last].width = 2 }
        return
      }
    }
    cells.append(
      Cell(
        offset: offset, column: width, width: scalar.terminalWidth, text: String(scalar),
        flagCount: scalar.isRegionalIndicator ? 1 : 0))
  }

  private func firstColumn(showing focus: Range<Int>) -> Int {
    guard isCutAfter || max(width, focus.upperBound) > Self.maximumWidth else { return 0 }
    // The beginning of a line says most about it.
    guard focus.upperBound > Self.maximumWidth - 10 else { return 0 }
    let slack = Self.maximumWidth - focus.count
    // What does not fit is shown from a little before its beginning.
    let wanted = slack > 20 ? focus.lowerBound - slack / 2 : focus.lowerBound - 10
    return max(0, min(wanted, max(width, focus.upperBound) - Self.maximumWidth))
  }

  private static func neighbourhood(of offset: Int, in range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
    guard range.count > 8192 else { return range }
    var low = max(range.lowerBound, min(offset, range.upperBound) - 2048)
    // Not from the middle of a scalar.
    if low > range.lowerBound { low += bytes[low...].prefix(3).prefix { $0 & 0xC0 == 0x80 }.count }
    return low..<min(range.upperBound, low + 8192)
  }
}

/// Visits the scalars of `bytes` with their offsets; what is not UTF-8 is visited as U+FFFD.
func decodeRepairing(_ bytes: ArraySlice<UInt8>, _ visit: (_ offset: Int, _ scalar: Unicode.Scalar) -> Void) {
  var parser = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var offset = bytes.startIndex
  while true {
    switch parser.parseScalar(from: &iterator) {
    case .valid(let encoded):
      visit(offset, Unicode.UTF8.decode(encoded))
      offset += encoded.count
    case .error(let length):
      visit(offset, "\u{FFFD}")
      offset += length
    case .emptyInput: return
    }
  }
}
