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
/// Cancelling the task that waits gives up the answer, which is how to set a time limit.
public final class WireReplies: Sendable {
  private struct Waiting {
    /// For each type of request, who waits.
    var queues: [ObjectIdentifier: any ReplyQueue] = [:]
    /// Counts the requests.
    var nextTicket: UInt64 = 0
    /// Why no answer will come any more.
    var end: (any Error)?
  }

  private let waiting = Mutex(Waiting())

  /// Nobody waits.
  public init() {}

  /// How many answers are waited for.
  public var count: Int { waiting.withLock { $0.queues.values.reduce(0) { $0 + $1.count } } }

  /// Sends a request and waits for its answer. Throws what sending throws, what ``close(_:)`` gives, or a
  /// `CancellationError`.
  nonisolated(nonsending) public func reply<Request: WireRequest>(
    to request: Request, sending send: () async throws -> Void
  ) async throws -> Request.Reply {
    let key = Request.correlation(of: request)
    let slot = ReplySlot<Request.Reply>()
    // The answer may be here before `send` returns.
    let ticket = try enlist(slot, key, Request.self)
    return try await withTaskCancellationHandler {
      do {
        try await send()
      } catch {
        giveUp(ticket, key, Request.self)
        throw error
      }
      return try await slot.value()
    } onCancel: {
      giveUp(ticket, key, Request.self)
      slot.settle(.failure(CancellationError()))
    }
  }

  /// Hands an answer to the oldest request that it answers; false when nobody asked for it.
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
      let type = ObjectIdentifier(Request.self)
      var queue = waiting.queues[type] as? TypedQueue<Request> ?? TypedQueue()
      queue.requests.add(key, Ticket(number: waiting.nextTicket, slot: slot))
      waiting.queues[type] = queue
      return waiting.nextTicket
    }
  }

  private func giveUp<Request: WireRequest>(_ ticket: UInt64, _ key: Request.Correlation, _: Request.Type) {
    waiting.withLock { waiting in
      let type = ObjectIdentifier(Request.self)
      guard var queue = waiting.queues[type] as? TypedQueue<Request> else { return }
      queue.requests.remove(key) { $0.number == ticket }
      waiting.queues[type] = queue
    }
  }
}

/// A request's place in line.
private struct Ticket<Reply: Sendable>: Sendable {
  let number: UInt64
  let slot: ReplySlot<Reply>
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

  var count: Int { requests.count }

  func oldest(for message: some WireMessage) -> UInt64? {
    Request.reply(message).flatMap { requests.first(Request.correlation(of: $0))?.number }
  }

  mutating func take(_ message: some WireMessage) -> (@Sendable () -> Void)? {
    guard let reply = Request.reply(message), let ticket = requests.take(Request.correlation(of: reply)) else {
      return nil
    }
    return { ticket.slot.settle(.success(reply)) }
  }

  var settlers: [@Sendable (any Error) -> Void] {
    requests.all.map { ticket in { ticket.slot.settle(.failure($0)) } }
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
