// A target needs a Swift file of its own: SwiftPM passes over one that has none, whatever its plugins would generate.

extension Say {
  /// Whether everybody hears it, like it or not.
  public var isShouted: Bool { text.hasSuffix("!") }
}
