/// Where one fixed-size struct is written: room for all of it is made once, and fields go to known offsets.
///
/// The bytes hold whatever was there before, so a struct writes every one of them, its padding as zero.
@safe @frozen public struct WireOutputRun: ~Escapable, BitwiseCopyable {
  @usableFromInline let base: UnsafeMutableRawPointer
  /// How many bytes the struct has.
  public let count: Int
  /// The session's revision.
  public let revision: WireRevision
  /// The link's rules.
  public let rules: WireRules

  @_lifetime(immortal)
  @inlinable @inline(__always)
  @unsafe init(_ base: UnsafeMutableRawPointer, count: Int, revision: WireRevision, rules: WireRules) {
    unsafe self.base = base
    self.count = count
    self.revision = revision
    self.rules = rules
  }
}
