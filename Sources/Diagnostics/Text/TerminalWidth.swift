extension Unicode.Scalar {
  /// The columns a ``printable`` scalar takes on a terminal: 0, 1 or 2.
  var terminalWidth: Int {
    if value < 0x300 { return 1 }
    if isZeroWidth { return 0 }
    if properties.isEmojiPresentation || Self.isWide(value) { return 2 }
    return 1
  }

  /// What is shown in the scalar's place: control characters have visible pictures, and what would reorder or break
  /// the line becomes U+FFFD, so that nothing in a source file can drive the reader's terminal.
  var printable: Unicode.Scalar {
    switch value {
    case 0x00..<0x20: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: self
    }
  }

  private var isZeroWidth: Bool {
    // The vowels and finals of a Korean syllable join its first letter.
    if (0x1160...0x11FF).contains(value) { return true }
    return switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  /// Unicode's East Asian Width W and F, apart from emoji, which have a property of their own.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1D300...0x1D376, 0x1F200...0x1F265,
    0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]

  private static func isWide(_ value: UInt32) -> Bool {
    value >= 0x1100 && wide.contains { $0.contains(value) }
  }

  /// Whether a terminal draws the scalar in the same cell as the one before it.
  func joins(_ previous: Unicode.Scalar) -> Bool {
    if terminalWidth == 0 { return true }
    if previous.value == 0x200D { return properties.isEmoji && value > 0x7F }
    return properties.isEmojiModifier && previous.properties.isEmojiModifierBase
  }

  /// Two of these make a flag.
  var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }
}

extension String {
  /// The text with nothing in it that could drive a terminal, and not longer than anybody reads.
  func printable(limit: Int = 600) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in unicodeScalars.prefix(limit) { shown.append(scalar.printable) }
    if unicodeScalars.dropFirst(limit).first != nil { shown.append("…") }
    return String(shown)
  }

  /// The text's lines, each ``printable(limit:)``.
  var printableLines: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable() }
  }
}
