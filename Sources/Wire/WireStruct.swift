/// A struct that has bytes: every generated struct and message.
///
/// ```swift
/// extension InventoryItem: WireStruct { … }
/// let items = try reader.array("items", count: 3, of: InventoryItem.self)
/// ```
public protocol WireStruct {
  /// The fewest bytes a value can have: what bounds an array before memory is taken for it.
  static func minimumSize(at revision: WireRevision) -> Int
  /// How many bytes ``encode(into:)`` writes.
  func encodedSize(at revision: WireRevision) -> Int
  /// Reads a value.
  init(from reader: inout WireReader) throws(DecodeError)
  /// Reads a value over this one, whose arrays keep their memory. After an error the value is valid but unspecified.
  mutating func decode(from reader: inout WireReader) throws(DecodeError)
  /// Writes the value.
  func encode(into writer: inout WireWriter) throws(EncodeError)
}

extension WireStruct {
  /// Without arrays there is nothing to keep.
  @inlinable public mutating func decode(from reader: inout WireReader) throws(DecodeError) {
    self = try Self(from: &reader)
  }
}

/// A struct whose size depends on the revision alone.
public protocol WireFixed: WireStruct {
  /// Its size.
  static func wireSize(at revision: WireRevision) -> Int
  /// Reads a value, field by field in wire order.
  init(run: WireRun) throws(DecodeError)
  /// Writes every byte of the value.
  func encode(into run: WireOutputRun) throws(EncodeError)
}

extension WireFixed {
  /// All values have the same size.
  @inlinable public static func minimumSize(at revision: WireRevision) -> Int { wireSize(at: revision) }
  /// All values have the same size.
  @inlinable public func encodedSize(at revision: WireRevision) -> Int { Self.wireSize(at: revision) }

  /// Reads a value.
  @inlinable public init(from reader: inout WireReader) throws(DecodeError) {
    self = try reader.fixed()
  }

  /// Writes the value.
  @inlinable public func encode(into writer: inout WireWriter) throws(EncodeError) {
    let size = Self.wireSize(at: writer.revision)
    do throws(EncodeError) {
      try encode(into: writer.run(size))
    } catch {
      // What was to be written has not been: the memory there is anybody's.
      writer.truncate(to: writer.count &- size)
      throw error
    }
  }
}

/// A fixed-size struct of little-endian integers whose memory in Swift begins with its bytes on the wire.
///
/// The memory may go on after them: fields that this revision lacks and whose default is zero. A generated test compares
/// every offset with `MemoryLayout`; arrays are then read by copying memory.
public protocol WireMemory: WireFixed, BitwiseCopyable {}
