import Synchronization

/// Results on their way to standard output: gathered while there is more to do at once, written before anybody waits.
struct GatheredOutput: ~Copyable {
  private static let most = 1 << 16
  private let console: Console
  var bytes: [UInt8] = []

  init(_ console: Console) { self.console = console }

  mutating func print(_ text: String) {
    bytes += text.utf8
    writeIfFull()
  }

  /// Writes when there is enough for a system call to be worth its while.
  mutating func writeIfFull() {
    if bytes.count >= Self.most { flush() }
  }

  mutating func flush() {
    guard !bytes.isEmpty else { return }
    console.writeOutput(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}

/// Bytes that are read once.
final class OnePiece: Sendable {
  private let bytes: Mutex<[UInt8]>

  init(_ bytes: [UInt8]) { self.bytes = Mutex(bytes) }

  /// The bytes; nothing from the second time on.
  func take() -> [UInt8] {
    bytes.withLock { bytes in
      defer { bytes = [] }
      return bytes
    }
  }
}
