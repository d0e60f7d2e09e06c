import Synchronization

/// The answers that a session waits for, each handed to whoever sent the request.
///
/// ```swift
/// let result = try await replies.reply(to: save) { try connection.send(save) }   // an InventoryOperationResult
///
/// func receive(_ packet: InventoryOperationResult) async throws {
///   if !replies.resume(with: packet) { log("nobody asked for \(packet)") }
/// }
/// ```
/// An answer goes to the request that it carries the `correlate` field of; of several such requests, to the oldest.
/// Cancelling the task that waits gives up the answer, which is how to set a time limit. The request keeps its place in
/// line: an answer that comes late is passed over, and never taken for that of the next request.
public final class WireReplies: Sendable {
  private struct Waiting {
    /// For each type of request, who waits.
    var queues: [ObjectIdentifier: any ReplyQueue] = [:]
    /// Counts the requests.
    var nextTicket: UInt64 = 0
    /// Why no answer will come any more.
    var end: (any Error)?

    /// Changes the queue of a type of request in its place: a copy would cost as much as the queue is long.
    mutating func change<Request: WireRequest>(_: Request.Type, _ body: (inout TypedQueue<Request>) -> Void) {
      let type = ObjectIdentifier(Request.self)
      var queue = queues.removeValue(forKey: type) as? TypedQueue<Request> ?? TypedQueue()
      body(&queue)
      queues[type] = queue
    }
  }

  private let waiting = Mutex(Waiting())

  /// Nobody waits.
  public init() {}

  /// How many answers are waited for; those that were given up do not count.
  public var count: Int { waiting.withLock { $0.queues.values.reduce(0) { $0 + $1.count } } }

  /// Sends a request and waits for its answer. Throws what sending throws, what ``close(_:)`` gives, or a
  /// `CancellationError`.
  nonisolated(nonsending) public func reply<Request: WireRequest>(
    to request: Request, sending send: () async throws -> Void
  ) async throws -> Request.Reply {
    try Task.checkCancellation()
    let key = Request.correlation(of: request)
    let slot = ReplySlot<Request.Reply>()
    // The answer may be here before `send` returns.
    let ticket = try enlist(slot, key, Request.self)
    return try await withTaskCancellationHandler {
      do {
        try await send()
      } catch {
        waiting.withLock { $0.change(Request.self) { $0.forget(ticket, key) } }
        throw error
      }
      return try await slot.value()
    } onCancel: {
      waiting.withLock { $0.change(Request.self) { $0.giveUp(ticket, key) } }
      slot.settle(.failure(CancellationError()))
    }
  }

  /// Hands an answer to the oldest request that it answers; false when nobody asked for it. The answer to a request that
  /// was given up is dropped.
  @discardableResult
  public func resume(with message: some WireMessage) -> Bool {
    let deliver = waiting.withLock { waiting -> (@Sendable () -> Void)? in
      let candidates = waiting.queues.compactMap { type, queue in queue.oldest(for: message).map { (type, $0) } }
      guard let (type, _) = candidates.min(by: { $0.1 < $1.1 }) else { return nil }
      return waiting.queues[type]?.take(message)
    }
    deliver?()
    return deliver != nil
  }

  /// Ends every wait, now and to come, with an error: for when the link is lost.
  public func close(_ error: any Error) {
    let settlers = waiting.withLock { waiting -> [@Sendable (any Error) -> Void] in
      defer { waiting.queues = [:] }
      if waiting.end == nil { waiting.end = error }
      return waiting.queues.values.flatMap { $0.settlers }
    }
    for settle in settlers { settle(error) }
  }

  private func enlist<Request: WireRequest>(
    _ slot: ReplySlot<Request.Reply>, _ key: Request.Correlation, _: Request.Type
  ) throws -> UInt64 {
    try waiting.withLock { waiting in
      if let end = waiting.end { throw end }
      waiting.nextTicket += 1
      let ticket = Ticket(number: waiting.nextTicket, slot: slot)
      waiting.change(Request.self) { $0.requests.add(key, ticket) }
      return ticket.number
    }
  }
}

/// A request's place in line.
private struct Ticket<Reply: Sendable>: Sendable {
  let number: UInt64
  /// Nil once whoever waited has given up.
  var slot: ReplySlot<Reply>?
}

/// The requests of one type that wait.
private protocol ReplyQueue: Sendable {
  var count: Int { get }
  /// The number of the oldest request that a message answers.
  func oldest(for message: some WireMessage) -> UInt64?
  /// Takes that request out of the line; what it returns hands the answer over.
  mutating func take(_ message: some WireMessage) -> (@Sendable () -> Void)?
  /// What ends each wait with an error.
  var settlers: [@Sendable (any Error) -> Void] { get }
}

private struct TypedQueue<Request: WireRequest>: ReplyQueue {
  var requests = PendingRequests<Request.Correlation, Ticket<Request.Reply>>()
  /// How many of them have been given up.
  private var abandoned = 0
  /// As many are remembered, so that a peer which never answers costs no more memory than this.
  private static var mostAbandoned: Int { 1024 }

  var count: Int { requests.count - abandoned }

  /// Nobody waits for this answer any more, but it may still come.
  mutating func giveUp(_ ticket: UInt64, _ key: Request.Correlation) {
    let place = Ticket<Request.Reply>(number: ticket, slot: nil)
    guard requests.replace(key, where: { $0.number == ticket }, with: place) != nil else { return }
    abandoned += 1
    if abandoned > Self.mostAbandoned {
      requests.removeAll { $0.slot == nil }
      abandoned = 0
    }
  }

  /// No answer will come to this request.
  mutating func forget(_ ticket: UInt64, _ key: Request.Correlation) {
    // A request that was given up while it was being sent is still not sent.
    guard let place = requests.remove(key, where: { $0.number == ticket }) else { return }
    if place.slot == nil { abandoned -= 1 }
  }

  func oldest(for message: some WireMessage) -> UInt64? {
    Request.reply(message).flatMap { requests.first(Request.correlation(of: $0))?.number }
  }

  mutating func take(_ message: some WireMessage) -> (@Sendable () -> Void)? {
    guard let reply = Request.reply(message), let ticket = requests.take(Request.correlation(of: reply)) else {
      return nil
    }
    if ticket.slot == nil { abandoned -= 1 }
    return { ticket.slot?.settle(.success(reply)) }
  }

  var settlers: [@Sendable (any Error) -> Void] {
    requests.all.compactMap(\.slot).map { slot in { slot.settle(.failure($0)) } }
  }
}

/// Where an answer is put and picked up, in whichever order; the first one counts.
private final class ReplySlot<Reply: Sendable>: Sendable {
  private enum State {
    case empty
    case waiting(CheckedContinuation<Reply, any Error>)
    case settled(Result<Reply, any Error>)
  }

  private let state = Mutex(State.empty)

  func settle(_ result: Result<Reply, any Error>) {
    let waiter = state.withLock { state -> CheckedContinuation<Reply, any Error>? in
      switch state {
      case .settled: return nil
      case .empty:
        state = .settled(result)
        return nil
      case .waiting(let continuation):
        state = .settled(result)
        return continuation
      }
    }
    waiter?.resume(with: result)
  }

  /// The answer; asked for once.
  nonisolated(nonsending) func value() async throws -> Reply {
    try await withCheckedThrowingContinuation { continuation in
      let result = state.withLock { state -> Result<Reply, any Error>? in
        guard case .settled(let result) = state else {
          state = .waiting(continuation)
          return nil
        }
        return result
      }
      if let result { continuation.resume(with: result) }
    }
  }
}
