/// Where in a message something is: `SaveInventoryItems.items[3].flags`.
public struct WirePath: Hashable, Sendable, CustomStringConvertible {
  /// One part of a path.
  public enum Step: Hashable, Sendable {
    /// A message, a type or a field.
    case name(String)
    /// An element of a list, a pair of a map, a bit of a mask.
    case index(Int)
  }

  /// From the message inwards.
  public var steps: [Step]

  /// A path of these parts.
  public init(_ steps: [Step] = []) { self.steps = steps }

  /// `items[3].flags`.
  public var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .name(let name): text += text.isEmpty ? name : "." + name
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }

  /// Whether it leads to the other path's field, or into it.
  public func starts(with other: WirePath) -> Bool { steps.starts(with: other.steps) }

  /// The path without the message's or type's name.
  public var withoutRoot: String { WirePath(Array(steps.dropFirst())).description }
}
