extension WireWriter {
  /// A struct.
  @inlinable public mutating func value<T: WireStruct>(_ field: StaticString, _ value: T) throws(EncodeError) {
    do throws(EncodeError) {
      try value.encode(into: &self)
    } catch {
      throw error.within(field)
    }
  }

  /// Elements.
  @inlinable public mutating func array<T: WireStruct>(_ field: StaticString, _ elements: [T]) throws(EncodeError) {
    var index = 0
    do throws(EncodeError) {
      while index < elements.count {
        try elements[index].encode(into: &self)
        index &+= 1
      }
    } catch {
      throw error.within(field, index)
    }
  }

  /// Elements of one size: room for all of them is made once.
  @inlinable public mutating func array<T: WireFixed>(_ field: StaticString, _ elements: [T]) throws(EncodeError) {
    let size = T.wireSize(at: revision)
    // Constants, as far as the loop is concerned: what it writes might otherwise be the writer itself.
    let revision = revision, rules = rules
    let start = claim(elements.count &* size)
    let target = unsafe base + start
    var index = 0
    do throws(EncodeError) {
      while index < elements.count {
        try unsafe elements[index].encode(
          into: WireOutputRun(target + index &* size, count: size, revision: revision, rules: rules))
        index &+= 1
      }
    } catch {
      // What was to be written has not been: the memory there is anybody's.
      length = start
      throw error.within(field, index)
    }
  }
}
