import RealmWorldProtocol
import Wire

extension WorldHandler {
  /// Whether a save or a delete reached the database.
  nonisolated(nonsending) func receive(_ packet: InventoryOperationResult) async throws {
    log("received \(packet)")
    if !replies.resume(with: packet) { log("nobody asked for it") }
  }
}
