public import SchemaModel
public import SchemaSyntax

/// What a link leaves to be decided: byte order, floats, text, bytes after a message, and whether only canonical bytes
/// are accepted.
public struct WirePolicy: Hashable, Sendable {
  /// The byte order of types that state none.
  public var order: WireName.ByteOrder
  /// Which floats are accepted, when read and when written.
  public var floats: Link.Floats
  /// What becomes of text that is not UTF-8.
  public var text: Link.Text
  /// What becomes of bytes after a message.
  public var excess: Link.Excess
  /// Whether bytes that an encoder would not have written are refused.
  public var isStrict: Bool

  /// The policy of a link; the language's defaults without one.
  public init(_ link: Link?, isStrict: Bool = false) {
    order = link?.order ?? .little
    floats = link?.floats ?? .any
    text = link?.text ?? .reject
    excess = link?.excess ?? .reject
    self.isStrict = isStrict
  }
}
