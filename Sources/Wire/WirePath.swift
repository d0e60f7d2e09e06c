/// Where in a message an error is: `SaveInventoryItems.items[3].flags`.
///
/// Built only when an error is on its way up, from the innermost field outwards.
public struct WirePath: Hashable, Sendable, CustomStringConvertible {
  /// One part of a path: a name, or a place in a list.
  public enum Step: Hashable, Sendable {
    /// A message or a field.
    case name(String)
    /// An element of the list named before.
    case index(Int)
  }

  /// From the message inwards.
  public internal(set) var steps: [Step]

  /// A path of these parts.
  public init(_ steps: [Step] = []) {
    self.steps = steps
  }

  init(_ field: StaticString) {
    steps = field.utf8CodeUnitCount == 0 ? [] : [.name(field.description)]
  }

  func within(_ outer: Step) -> WirePath {
    WirePath([outer] + steps)
  }

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
}
