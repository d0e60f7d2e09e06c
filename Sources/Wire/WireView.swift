/// A struct of fixed size that is read where it lies, without a copy of it.
///
/// Made only by a check of all its bytes, so that reading a field cannot fail. Generated code adds the fields:
/// ```swift
/// extension WireView where Value == InventoryItem {
///   var entry: UInt32 { u32(at: 0) }
/// }
/// ```
@frozen public struct WireView<Value>: ~Escapable, BitwiseCopyable {
  @usableFromInline let bytes: RawSpan
  @usableFromInline let start: Int
  /// How many bytes it has.
  public let count: Int
  /// The session's revision.
  public let revision: WireRevision

  @_lifetime(copy bytes)
  @inlinable @inline(__always)
  init(_ bytes: RawSpan, start: Int, count: Int, revision: WireRevision) {
    self.bytes = bytes
    self.start = start
    self.count = count
    self.revision = revision
  }

  @inlinable @inline(__always)
  func load<T: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _: T.Type) -> T {
    precondition(offset >= 0 && offset &+ MemoryLayout<T>.size <= count, "a field is outside its struct")
    return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start &+ offset, as: T.self)
  }

  /// A byte.
  @inlinable public func u8(at offset: Int) -> UInt8 { load(offset, UInt8.self) }
  /// Two bytes.
  @inlinable public func u16(at offset: Int) -> UInt16 { UInt16(littleEndian: load(offset, UInt16.self)) }
  /// Four bytes.
  @inlinable public func u32(at offset: Int) -> UInt32 { UInt32(littleEndian: load(offset, UInt32.self)) }
  /// Eight bytes.
  @inlinable public func u64(at offset: Int) -> UInt64 { UInt64(littleEndian: load(offset, UInt64.self)) }
  /// Two bytes, most significant first.
  @inlinable public func u16be(at offset: Int) -> UInt16 { UInt16(bigEndian: load(offset, UInt16.self)) }
  /// Four bytes, most significant first.
  @inlinable public func u32be(at offset: Int) -> UInt32 { UInt32(bigEndian: load(offset, UInt32.self)) }
  /// Eight bytes, most significant first.
  @inlinable public func u64be(at offset: Int) -> UInt64 { UInt64(bigEndian: load(offset, UInt64.self)) }
}

/// Elements of fixed size that are read where they lie.
@frozen public struct WireArrayView<Element: WireFixed>: ~Escapable, BitwiseCopyable {
  @usableFromInline let bytes: RawSpan
  @usableFromInline let start: Int
  @usableFromInline let size: Int
  /// How many elements there are.
  public let count: Int
  /// The session's revision.
  public let revision: WireRevision

  @_lifetime(copy bytes)
  @inlinable init(_ bytes: RawSpan, start: Int, size: Int, count: Int, revision: WireRevision) {
    self.bytes = bytes
    self.start = start
    self.size = size
    self.count = count
    self.revision = revision
  }

  /// An element.
  @inlinable public subscript(index: Int) -> WireView<Element> {
    @_lifetime(copy self)
    get {
      precondition(index >= 0 && index < count, "no such element")
      return WireView(bytes, start: start &+ index &* size, count: size, revision: revision)
    }
  }
}

/// A message whose bytes can be read where they lie: fields of fixed size, then at most one list of such structs.
public protocol WireViewable: WireMessage {
  /// Reads past a body, with every check that decoding makes.
  static func validate(_ reader: inout WireReader) throws(DecodeError)
}

extension WireView where Value: WireViewable {
  /// A view of a whole body, all of it checked now.
  @_lifetime(copy body)
  @inlinable public init(
    _ body: RawSpan, revision: Value.Revision = .latest, rules: WireRules = Value.rules
  ) throws(DecodeError) {
    var reader = WireReader(body, revision: revision.wire, rules: rules)
    do throws(DecodeError) {
      try Value.requireReadable(body.byteCount, at: revision)
      try Value.validate(&reader)
      let count = reader.position
      try reader.finish()
      self.init(body, start: 0, count: count, revision: revision.wire)
    } catch {
      throw error.within(Value.wireName)
    }
  }

  /// The elements of the list at the end: `view[.items]`.
  @inlinable public subscript<Element>(list: WireViewList<Value, Element>) -> WireArrayView<Element> {
    @_lifetime(copy self)
    get {
      let size = Element.wireSize(at: revision)
      let first = min(list.start, count)
      return WireArrayView(
        bytes, start: start &+ first, size: size, count: (count &- first) / size, revision: revision)
    }
  }
}

/// Where the list of a viewable message begins.
@frozen public struct WireViewList<Value, Element: WireFixed>: Sendable {
  @usableFromInline let start: Int

  /// A list whose elements begin at a byte of the body and go on to its end.
  @inlinable public init(start: Int) {
    precondition(start >= 0, "a list is outside its message")
    self.start = start
  }
}

extension WireView {
  /// A float of 4 bytes.
  @inlinable public func f32(at offset: Int) -> Float { Float(bitPattern: u32(at: offset)) }
  /// A float of 8 bytes.
  @inlinable public func f64(at offset: Int) -> Double { Double(bitPattern: u64(at: offset)) }
  /// A byte: all but zero is true.
  @inlinable public func bool(at offset: Int) -> Bool { u8(at: offset) != 0 }

  /// A member of an enum, by a number that was checked with the rest.
  @inlinable public func member<E: WireEnum, Raw: FixedWidthInteger>(_ raw: Raw, as: E.Type = E.self) -> E {
    guard let number = E.RawValue(exactly: raw), let member = E(rawValue: number) else {
      preconditionFailure("a view reads only what its message has checked")
    }
    return member
  }

  /// A struct inside this one: `view[.position].x`.
  @inlinable public subscript<Part>(part: WireViewPart<Value, Part>) -> WireView<Part> {
    @_lifetime(copy self)
    get {
      let size = Part.wireSize(at: revision)
      precondition(part.offset >= 0 && part.offset &+ size <= count, "a struct is outside its struct")
      return WireView<Part>(bytes, start: start &+ part.offset, count: size, revision: revision)
    }
  }
}

/// Where a struct lies in the one around it.
@frozen public struct WireViewPart<Value, Part: WireFixed>: Sendable {
  @usableFromInline let offset: Int

  /// A struct that begins at a byte of the one around it.
  @inlinable public init(at offset: Int) {
    self.offset = offset
  }
}

extension WireReader {
  /// Reads past elements, with every check that decoding makes.
  @inlinable public mutating func skipArray<T: WireFixed>(
    _ field: StaticString, count: Int, of: T.Type
  ) throws(DecodeError) {
    let size = T.wireSize(at: revision)
    guard holds(count, minimum: size) else { throw firstCutElement(field, count: count, of: T.self) }
    let start = cursor
    for index in 0..<count {
      do throws(DecodeError) {
        _ = try T(run: WireRun(bytes, start: start &+ index &* size, count: size, revision: revision, rules: rules))
      } catch {
        throw error.within(field, index)
      }
    }
    cursor = start &+ count &* size
  }

  /// Reads past elements that are integers throughout: unless decoding is strict there is nothing to check.
  @inlinable public mutating func skipArray<T: WireMemory>(
    _ field: StaticString, count: Int, of: T.Type
  ) throws(DecodeError) {
    let size = T.wireSize(at: revision)
    guard holds(count, minimum: size) else { throw firstCutElement(field, count: count, of: T.self) }
    if rules.strict {
      for index in 0..<count {
        do throws(DecodeError) { _ = try T(from: &self) } catch { throw error.within(field, index) }
      }
    } else {
      cursor &+= count &* size
    }
  }
}
