extension WireWriter {
  /// A header with the size still open, and where it began.
  @inlinable public mutating func beginFrame(_ format: FrameFormat, opcode: UInt64) throws(EncodeError) -> Int {
    let start = length
    pad(format.headerSize)
    if let place = format.opcodePlace {
      if place.width < 8, opcode >> UInt64(8 * place.width) != 0 {
        length = start
        throw EncodeError(.opcode, "opcode", wanted: (Int128(1) << (8 * place.width)) - 1, had: Int128(opcode))
      }
      overwrite(opcode, at: start + place.offset, width: place.width, bigEndian: place.bigEndian)
    }
    return start
  }

  /// Writes the size of the frame that began at `start`; a body that is too large leaves the writer as it was before it.
  @inlinable public mutating func endFrame(_ format: FrameFormat, at start: Int) throws(EncodeError) {
    let body = length - start - format.headerSize
    guard body <= format.mostBody else {
      length = start
      throw EncodeError(.limit, "body", wanted: Int128(format.mostBody), had: Int128(body))
    }
    if let place = format.sizePlace {
      overwrite(
        UInt64(body + format.covered), at: start + place.offset, width: place.width, bigEndian: place.bigEndian)
    }
  }

  /// A whole frame, its opcode that of the writer's revision; an error leaves the writer as it was.
  ///
  /// ```swift
  /// try writer.frame(RealmWorld.worldFrames, saveInventoryItems)
  /// ```
  @inlinable public mutating func frame<Message: WireMessage>(
    _ format: FrameFormat, _ message: Message
  ) throws(EncodeError) {
    let spoken = Message.Revision(rawValue: revision.index).flatMap { Message.opcode(at: $0) }
    guard let opcode = spoken else { throw EncodeError(.opcode, Message.wireName) }
    let start = try beginFrame(format, opcode: opcode)
    do throws(EncodeError) {
      try self.message(message)
    } catch {
      length = start
      throw error
    }
    try endFrame(format, at: start)
  }
}
