/// A short list whose length the schema fixes: what `u16[4]` and `bytes[16]` become.
///
/// ```swift
/// var kills: FixedArray<4, UInt16> = [3, 0, 0, 1]
/// kills[1] += 1
/// let sum = kills.reduce(0, +)
/// ```
/// Its elements stand in the struct that has the field, so that reading them allocates nothing.
@frozen public struct FixedArray<let count: Int, Element: BitwiseCopyable>: BitwiseCopyable {
  /// The elements.
  @usableFromInline var elements: InlineArray<count, Element>

  @inlinable init(elements: InlineArray<count, Element>) {
    self.elements = elements
  }

  /// The same element everywhere.
  @inlinable public init(repeating element: Element) {
    elements = InlineArray(repeating: element)
  }

  /// The elements of a collection; nil unless it has exactly as many as the list.
  @inlinable public init?<C: Collection>(_ collection: C) where C.Element == Element {
    guard collection.count == count else { return nil }
    var next = collection.startIndex
    elements = InlineArray { _ in
      let element = collection[next]
      collection.formIndex(after: &next)
      return element
    }
  }
}

extension FixedArray: ExpressibleByArrayLiteral {
  /// `[3, 0, 0, 1]`: as many elements as the list has.
  @inlinable public init(arrayLiteral elements: Element...) {
    guard let list = Self(elements) else {
      preconditionFailure("\(elements.count) elements for a list of \(Self.count)")
    }
    self = list
  }
}

extension FixedArray: RandomAccessCollection, MutableCollection {
  /// The first element's.
  @inlinable public var startIndex: Int { 0 }
  /// One past the last element's.
  @inlinable public var endIndex: Int { count }
  /// Known to the compiler.
  @inlinable public var count: Int { Self.count }

  /// An element.
  @inlinable public subscript(index: Int) -> Element {
    get { elements[index] }
    set { elements[index] = newValue }
  }
}

extension FixedArray: Equatable where Element: Equatable {
  /// The same elements in the same order.
  @inlinable public static func == (left: Self, right: Self) -> Bool {
    left.elementsEqual(right)
  }
}

extension FixedArray: Hashable where Element: Hashable {
  /// Equal lists have equal hashes.
  @inlinable public func hash(into hasher: inout Hasher) {
    for element in self { hasher.combine(element) }
  }
}

extension FixedArray: Sendable where Element: Sendable {}

extension FixedArray: CustomStringConvertible {
  /// The elements, as an array shows them.
  public var description: String { "\(Array(self))" }
}

extension FixedArray: CustomReflectable {
  /// The elements, as an array shows them.
  public var customMirror: Mirror { Mirror(self, unlabeledChildren: self, displayStyle: .collection) }
}

extension FixedArray where Element: FixedWidthInteger {
  /// The elements in the other byte order.
  @inlinable var byteSwapped: Self {
    Self(elements: InlineArray { elements[$0].byteSwapped })
  }
}
