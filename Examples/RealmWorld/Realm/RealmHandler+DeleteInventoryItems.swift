import RealmWorldProtocol

extension RealmHandler {
  /// Deletes whatever one character has in the slots listed.
  nonisolated(nonsending) func receive(_ packet: DeleteInventoryItems) async throws {
    log("received \(packet)")
    // Nothing is stored yet, so nothing can fail.
    let result = InventoryOperationResult(
      characterGuid: packet.characterGuid, operationId: packet.operationId, operationType: .delete, success: true)
    try send(.inventoryOperationResult(result))
  }
}
