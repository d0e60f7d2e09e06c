import Wire

/// The table of requests under attack, held against a plain list: who waited longest for a key gets the reply.
///
/// Each byte of an input is one step: its upper half says what happens, its lower half the key.
public struct RequestTarget: FuzzTarget {
  /// A target.
  public init() {}

  /// What people call it.
  public var name: String { "requests" }

  /// Requests that are answered in order, in another order, and not at all.
  public var seeds: [[UInt8]] {
    [[0x01, 0x02, 0x81, 0x82], [0x01, 0x01, 0x81, 0x81, 0x81], [0x01, 0x02, 0xF0, 0x81, 0x03, 0x83], [0x80]]
  }

  /// Plays the steps with the table and with the list.
  public func failure(of input: [UInt8]) -> FuzzFailure? {
    var pending = PendingRequests<UInt8, Int>()
    var model: [(key: UInt8, waiter: Int)] = []
    for (step, byte) in input.enumerated() {
      let key = byte & 0x0F
      switch byte >> 4 {
      case 0...7:
        pending.add(key, step)
        model.append((key, step))
      case 8...14:
        let expected = model.firstIndex { $0.key == key }.map { model.remove(at: $0).waiter }
        let taken = pending.take(key)
        guard taken == expected else {
          return FuzzFailure(
            .replies, "step \(step): key \(key) went to \(Self.words(taken)) instead of \(Self.words(expected))")
        }
      default:
        guard pending.takeAll().sorted() == model.map(\.waiter).sorted() else {
          return FuzzFailure(.replies, "step \(step): not everybody was told that the link is lost")
        }
        model.removeAll()
      }
      guard pending.count == model.count else {
        return FuzzFailure(.replies, "step \(step): \(pending.count) wait, it should be \(model.count)")
      }
    }
    return nil
  }

  private static func words(_ waiter: Int?) -> String { waiter.map { "request \($0)" } ?? "nobody" }
}
