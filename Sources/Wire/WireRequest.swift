/// A message that is answered, by `reply` in its schema.
///
/// ```swift
/// SaveInventoryItems.Reply                   // InventoryOperationResult
/// PlayerCharacterJoin.Reply                  // an enum of PlayerCharacterJoined and PlayerCharacterJoinFailed
/// SaveInventoryItems.correlation(of: save)   // save.operationId
/// ```
public protocol WireRequest: WireMessage {
  /// What answers it: a message, or an enum of several.
  associatedtype Reply: Sendable
  /// What an answer carries back of its request, by `correlate` in the schema.
  associatedtype Correlation: Hashable, Sendable

  /// What the answer to a request will carry.
  static func correlation(of request: Self) -> Correlation
  /// What an answer carries.
  static func correlation(of reply: Reply) -> Correlation
  /// A message as an answer; nil when it answers something else.
  static func reply(_ message: some WireMessage) -> Reply?
}

/// Nothing tells one answer from another: they come in the order of their requests.
public struct WireInOrder: Hashable, Sendable {
  /// The only value.
  public init() {}
}
