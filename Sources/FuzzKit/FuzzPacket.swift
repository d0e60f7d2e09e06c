/// What a fuzzer makes up for a message: a revision, and a body.
///
/// A fuzzer deals in plain bytes, so the first one chooses the revision, and the rest is the body.
public struct FuzzPacket: Hashable, Sendable {
  /// A position in the model's revisions.
  public var revision: Int
  /// The body.
  public var body: [UInt8]

  /// A body at a revision.
  public init(revision: Int, body: [UInt8]) {
    self.revision = revision
    self.body = body
  }

  /// What a fuzzer's bytes stand for, of these revisions; every sequence of bytes stands for something.
  public init(_ bytes: some Collection<UInt8>, revisions: Range<Int>) {
    self.init(choice: bytes.first ?? 0, body: Array(bytes.dropFirst()), revisions: revisions)
  }

  /// A body at the revision that a byte chooses.
  public init(choice: UInt8, body: [UInt8], revisions: Range<Int>) {
    revision = revisions.lowerBound + (revisions.isEmpty ? 0 : Int(choice) % revisions.count)
    self.body = body
  }

  /// The fuzzer's bytes, of these revisions.
  public func bytes(revisions: Range<Int>) -> [UInt8] {
    [UInt8(truncatingIfNeeded: revision - revisions.lowerBound)] + body
  }
}
