import RealmWorldProtocol
import Yardstick

/// The C++ side of one message at one revision.
@safe final class CxxCodec {
  private let state: OpaquePointer
  private let packet: Int32
  private let newer: Int32

  init(_ packet: Int, count: Int, revision: RealmWorldRevision) {
    unsafe state = yardstick_create()
    self.packet = Int32(packet)
    newer = revision == .v202606 ? 1 : 0
    unsafe yardstick_fill(state, count)
  }

  deinit {
    unsafe yardstick_destroy(state)
  }

  /// The frame that C++ writes.
  func frame() -> [UInt8] {
    let size = unsafe yardstick_encode(state, packet, newer, 1)
    return unsafe [UInt8](UnsafeRawBufferPointer(start: yardstick_bytes(state), count: size))
  }

  func encode(_ runs: Int, reused: Bool) {
    for _ in 0..<runs { _ = unsafe yardstick_encode(state, packet, newer, reused ? 1 : 0) }
  }

  func decode(_ runs: Int, _ body: [UInt8], reused: Bool) {
    unsafe body.withUnsafeBytes { bytes in
      let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      for _ in 0..<runs {
        let isRead = unsafe yardstick_decode(state, packet, newer, reused ? 1 : 0, base, bytes.count)
        precondition(isRead == 1, "C++ reads what it wrote")
      }
    }
  }
}
