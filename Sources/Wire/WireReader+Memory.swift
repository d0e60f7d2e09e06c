extension WireReader {
  /// Elements that are copied as they are.
  @inlinable public mutating func array<T: WireMemory>(
    _ field: StaticString, count: Int, of: T.Type = T.self
  ) throws(DecodeError) -> [T] {
    let size = T.wireSize(at: revision)
    guard holds(count, minimum: size) else { throw firstCutElement(field, count: count, of: T.self) }
    if rules.strict || size > MemoryLayout<T>.stride {
      var elements: [T] = []
      try arrayOfRuns(field, count: count, size: size, into: &elements)
      return elements
    }
    return [T](filled: copySource(count, size: size))
  }

  /// Elements that are copied as they are, over a list whose memory is kept.
  @inlinable public mutating func array<T: WireMemory>(
    _ field: StaticString, count: Int, into elements: inout [T]
  ) throws(DecodeError) {
    let size = T.wireSize(at: revision)
    guard holds(count, minimum: size) else { throw firstCutElement(field, count: count, of: T.self) }
    if rules.strict || size > MemoryLayout<T>.stride {
      return try arrayOfRuns(field, count: count, size: size, into: &elements)
    }
    let source: WireCopySource<T> = copySource(count, size: size)
    source.replace(&elements)
  }

  @inlinable @inline(__always)
  mutating func copySource<T>(_ count: Int, size: Int) -> WireCopySource<T> {
    let start = cursor
    cursor = start &+ count &* size
    // Nobody reads from where no bytes are.
    let base = unsafe bytes.withUnsafeBytes {
      unsafe $0.baseAddress ?? UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped
    }
    return unsafe WireCopySource(base: base + start, size: size, count: count)
  }
}

extension Array where Element: BitwiseCopyable {
  /// The elements of `source`, which live until all of them are copied.
  ///
  /// An array that nobody reads, such as one in a struct that is decoded only to find where it is cut, may be freed as
  /// soon as it has memory, for its initialiser fills it through a pointer: the copy would go to memory that is somebody
  /// else's by then. Use this for every array that is filled from the wire and may be dropped.
  @inlinable @inline(__always)
  init(filled source: some Collection<Element>) {
    self.init(source)
    extendLifetime(self)
  }
}

/// Elements on the wire, about to be copied.
///
/// A collection, because making an array of a collection is the cheapest way there is to get one with contents: cheaper
/// by a fifth than filling an empty one.
@safe @usableFromInline @frozen struct WireCopySource<Element: BitwiseCopyable>: RandomAccessCollection {
  @usableFromInline let base: UnsafeRawPointer
  @usableFromInline let size: Int
  @usableFromInline let count: Int

  @inlinable @inline(__always)
  init(base: UnsafeRawPointer, size: Int, count: Int) {
    unsafe self.base = base
    self.size = size
    self.count = count
  }

  @inlinable var startIndex: Int { 0 }
  @inlinable var endIndex: Int { count }

  @inlinable subscript(index: Int) -> Element {
    unsafe withUnsafeTemporaryAllocation(of: Element.self, capacity: 1) { place in
      unsafe copy(from: index, 1, to: UnsafeMutableRawPointer(place.baseAddress.unsafelyUnwrapped))
      return unsafe place[0]
    }
  }

  @inlinable func _copyContents(
    initializing target: UnsafeMutableBufferPointer<Element>
  ) -> (IndexingIterator<Self>, Int) {
    if let place = target.baseAddress { unsafe copy(from: 0, count, to: UnsafeMutableRawPointer(place)) }
    return (IndexingIterator(_elements: self, _position: count), count)
  }

  /// Puts the elements in the place of those of a list, whose memory is kept.
  @inlinable @inline(__always)
  func replace(_ elements: inout [Element]) {
    guard elements.count == count, count > 0 else { return resize(&elements) }
    unsafe elements.withUnsafeMutableBytes { target in
      unsafe copy(from: 0, count, to: target.baseAddress.unsafelyUnwrapped)
    }
  }

  /// The same for a list of another length.
  @inlinable @inline(never)
  func resize(_ elements: inout [Element]) {
    if elements.count > count { elements.removeLast(elements.count &- count) }
    let kept = elements.count
    if kept > 0 {
      unsafe elements.withUnsafeMutableBytes { target in
        unsafe copy(from: 0, kept, to: target.baseAddress.unsafelyUnwrapped)
      }
    }
    guard kept < count else { return }
    elements.append(addingCapacity: count &- kept) { (output: inout OutputSpan<Element>) in
      unsafe output.withUnsafeMutableBufferPointer { target, initialized in
        unsafe copy(from: kept, count &- kept, to: UnsafeMutableRawPointer(target.baseAddress.unsafelyUnwrapped))
        initialized = count &- kept
      }
    }
  }

  /// Copies `count` elements to places one stride apart, and zeroes what the wire does not have of them.
  @inlinable @inline(__always)
  func copy(from first: Int, _ count: Int, to target: UnsafeMutableRawPointer) {
    let stride = MemoryLayout<Element>.stride
    let base = unsafe base + first &* size
    if size == stride {
      unsafe target.copyMemory(from: base, byteCount: count &* stride)
    } else if stride % 8 == 0, stride > 8, size == stride &- 8 {
      // The size is a literal here, which lets the compiler unroll the copy of an element; a range would check its steps.
      var source = unsafe base
      var target = unsafe target
      var left = count
      while left > 0 {
        unsafe copyWords(from: source, count: stride / 8 &- 1, to: target)
        unsafe source += stride &- 8
        unsafe target += stride
        left &-= 1
      }
    } else {
      for index in 0..<count {
        let to = unsafe target + index &* stride
        unsafe to.copyMemory(from: base + index &* size, byteCount: size)
        unsafe (to + size).initializeMemory(as: UInt8.self, repeating: 0, count: stride &- size)
      }
    }
  }

  /// Copies words of eight bytes, two at a time, and a zero word after them.
  @inlinable @inline(__always)
  func copyWords(from source: UnsafeRawPointer, count: Int, to target: UnsafeMutableRawPointer) {
    var offset = 0
    while offset &+ 16 <= count &* 8 {
      unsafe target.storeBytes(
        of: source.loadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self), toByteOffset: offset,
        as: SIMD2<UInt64>.self)
      offset &+= 16
    }
    if offset < count &* 8 {
      unsafe target.storeBytes(
        of: source.loadUnaligned(fromByteOffset: offset, as: UInt64.self), toByteOffset: offset, as: UInt64.self)
    }
    unsafe target.storeBytes(of: 0, toByteOffset: count &* 8, as: UInt64.self)
  }
}
