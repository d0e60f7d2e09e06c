/// Who waits for which answer: requests by the value that their replies carry back.
///
/// ```swift
/// var saves = PendingRequests<SaveInventoryItems.Correlation, SaveJob>()
/// saves.add(SaveInventoryItems.correlation(of: request), job)
/// if let job = saves.take(SaveInventoryItems.correlation(of: result)) { job.finish(result) }
/// ```
/// ``WireReplies`` is the same for who would rather `await`.
public struct PendingRequests<Key: Hashable, Waiter> {
  private var waiters: [Key: [Waiter]] = [:]
  private var total = 0

  /// Nobody waits.
  public init() {}

  /// How many wait.
  public var count: Int { total }

  /// Somebody waits for the reply with this key, after those who already do.
  public mutating func add(_ key: Key, _ waiter: Waiter) {
    waiters[key, default: []].append(waiter)
    total += 1
  }

  /// Who has waited longest for this key, and no longer does; nil for a reply that nobody asked for.
  public mutating func take(_ key: Key) -> Waiter? {
    guard var queue = waiters.removeValue(forKey: key) else { return nil }
    let first = queue.removeFirst()
    if !queue.isEmpty { waiters[key] = queue }
    total -= 1
    return first
  }

  /// Who has waited longest for this key.
  public func first(_ key: Key) -> Waiter? { waiters[key]?.first }

  /// All who wait.
  public var all: [Waiter] { waiters.values.flatMap { $0 } }

  /// The first for this key who is meant waits no longer.
  public mutating func remove(_ key: Key, where isMeant: (Waiter) -> Bool) {
    guard var queue = waiters[key], let index = queue.firstIndex(where: isMeant) else { return }
    queue.remove(at: index)
    total -= 1
    waiters[key] = queue.isEmpty ? nil : queue
  }

  /// All who wait, and no longer do: for when the link is lost.
  public mutating func takeAll() -> [Waiter] {
    defer {
      waiters = [:]
      total = 0
    }
    return all
  }
}

extension PendingRequests: Sendable where Key: Sendable, Waiter: Sendable {}
