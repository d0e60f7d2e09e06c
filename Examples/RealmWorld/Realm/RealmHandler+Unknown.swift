import RealmWorldProtocol

extension RealmHandler {
  /// Receives what has no name at the session's revision.
  nonisolated(nonsending) func receiveUnknown(opcode: UInt64, body: [UInt8]) async throws {
    log("received unknown opcode \(opcode) with a body of \(body.count) bytes")
  }
}
