/// What went wrong, in the words that fixtures and `inspect` use.
///
/// `rawValue` is the spelling of a fixture's `error:` key.
public enum WireErrorKind: String, Hashable, Sendable, CaseIterable {
  /// The scope ends before the value does.
  case truncated
  /// The scope holds more than its fields.
  case excess
  /// A count, a length or a size is above what the schema allows, or a derived count is negative.
  case limit
  /// A constant has another value.
  case constant
  /// A closed enum has no such member.
  case `enum`
  /// A value does not fit the type it is converted to.
  case narrowing
  /// Text is not UTF-8.
  case utf8
  /// A float is infinite or not a number.
  case float
  /// The link has no packet with this opcode at this revision.
  case opcode
  /// A compressed stream is damaged, or is not as long as it says.
  case zlib
  /// A value is there without its condition, or is missing under it.
  case presence
  /// Text has no NUL where it needs one, or one where it may have none.
  case unterminated
  /// A map has a key twice.
  case duplicateKey
  /// Strict decoding met bytes that an encoder would not have written.
  case noncanonical
}
