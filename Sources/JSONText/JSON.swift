/// A JSON document, with nothing lost: members keep their order and numbers their text.
///
/// ```swift
/// let json: JSON = ["name": "Item", "sizes": [32, 40], "since": .null]
/// json.compact()  // {"name":"Item","sizes":[32,40],"since":null}
/// try JSON(parsing: Array("[1e400]".utf8))  // .array([.number("1e400")])
/// ```
public enum JSON: Hashable, Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number as it is written; it must be in JSON's grammar. ``init(_:)-integer`` takes care of that.
  case number(String)
  /// A string, without its quotes and escapes.
  case string(String)
  /// `[…]`
  case array([JSON])
  /// `{…}`
  case object(Object)

  /// Members in order.
  public struct Object: Hashable, Sendable {
    /// A name and its value.
    public struct Member: Hashable, Sendable {
      /// The name.
      public var key: String
      /// The value.
      public var value: JSON

      /// A name and its value.
      public init(_ key: String, _ value: JSON) {
        self.key = key
        self.value = value
      }
    }

    /// The members in order.
    public var members: [Member]

    /// An object of these members.
    public init(_ members: [Member] = []) {
      self.members = members
    }

    /// The value of a name, found by looking through the members; setting nil removes it.
    public subscript(key: String) -> JSON? {
      get { members.first { $0.key == key }?.value }
      set {
        let index = members.firstIndex { $0.key == key }
        switch (index, newValue) {
        case (let index?, let value?): members[index].value = value
        case (let index?, nil): members.remove(at: index)
        case (nil, let value?): members.append(Member(key, value))
        case (nil, nil): break
        }
      }
    }
  }

  /// An integer of any width.
  public init(_ integer: some BinaryInteger) {
    self = .number(String(integer))
  }

  /// A finite floating-point number; JSON has no other, so that infinities and NaN are nil.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    self = .number(value.description)
  }

  /// The value of a member, if this is an object that has it.
  public subscript(key: String) -> JSON? {
    guard case .object(let object) = self else { return nil }
    return object[key]
  }
}

// Not by `nil`: beside optional values it would be read for the wrong one.
extension JSON: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// `true` or `false`
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// An integer.
  public init(integerLiteral value: Int) { self.init(value) }

  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }

  /// `[…]`
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }

  /// `{…}`
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Object(elements.map { Object.Member($0.0, $0.1) }))
  }
}
