/// Who waits for which answer: requests by the value that their replies carry back.
///
/// ```swift
/// var saves = PendingRequests<SaveInventoryItems.Correlation, SaveJob>()
/// saves.add(SaveInventoryItems.correlation(of: request), job)
/// if let job = saves.take(SaveInventoryItems.correlation(of: result)) { job.finish(result) }
/// ```
/// ``WireReplies`` is the same for who would rather `await`.
public struct PendingRequests<Key: Hashable, Waiter> {
  private var lines: [Key: Line<Waiter>] = [:]
  private var total = 0

  /// Nobody waits.
  public init() {}

  /// How many wait.
  public var count: Int { total }

  /// Somebody waits for the reply with this key, after those who already do.
  public mutating func add(_ key: Key, _ waiter: Waiter) {
    lines[key, default: Line()].waiters.append(waiter)
    total += 1
  }

  /// Who has waited longest for this key, and no longer does; nil for a reply that nobody asked for.
  public mutating func take(_ key: Key) -> Waiter? {
    guard let first = lines[key]?.takeFirst() else { return nil }
    forgetEmptyLine(key)
    total -= 1
    return first
  }

  /// Who has waited longest for this key.
  public func first(_ key: Key) -> Waiter? { lines[key]?.waiting.first }

  /// All who wait.
  public var all: [Waiter] { lines.values.flatMap(\.waiting) }

  /// The first for this key who is meant waits no longer; returns who that was.
  @discardableResult
  public mutating func remove(_ key: Key, where isMeant: (Waiter) -> Bool) -> Waiter? {
    guard let index = lines[key]?.waiting.firstIndex(where: isMeant) else { return nil }
    defer { forgetEmptyLine(key) }
    total -= 1
    return lines[key]?.waiters.remove(at: index)
  }

  /// The first for this key who is meant waits on, as somebody else; returns who that was.
  @discardableResult
  public mutating func replace(_ key: Key, where isMeant: (Waiter) -> Bool, with waiter: Waiter) -> Waiter? {
    guard let index = lines[key]?.waiting.firstIndex(where: isMeant) else { return nil }
    defer { lines[key]?.waiters[index] = waiter }
    return lines[key]?.waiters[index]
  }

  /// All who are meant wait no longer.
  public mutating func removeAll(where isMeant: (Waiter) -> Bool) {
    lines = lines.compactMapValues { line in
      let rest = line.waiting.filter { !isMeant($0) }
      return rest.isEmpty ? nil : Line(waiters: rest)
    }
    total = lines.values.reduce(0) { $0 + $1.waiting.count }
  }

  /// All who wait, and no longer do: for when the link is lost.
  public mutating func takeAll() -> [Waiter] {
    defer {
      lines = [:]
      total = 0
    }
    return all
  }

  private mutating func forgetEmptyLine(_ key: Key) {
    if lines[key]?.waiting.isEmpty ?? false { lines[key] = nil }
  }
}

extension PendingRequests: Sendable where Key: Sendable, Waiter: Sendable {}

/// Who waits for one key, in order.
private struct Line<Waiter> {
  var waiters: [Waiter] = []
  /// How many of them have been taken: moving the others up each time would make a long line slow.
  var taken = 0

  var waiting: ArraySlice<Waiter> { waiters[taken...] }

  mutating func takeFirst() -> Waiter? {
    guard let first = waiting.first else { return nil }
    taken += 1
    if taken > 32, taken * 2 > waiters.count {
      waiters.removeFirst(taken)
      taken = 0
    }
    return first
  }
}

extension Line: Sendable where Waiter: Sendable {}
