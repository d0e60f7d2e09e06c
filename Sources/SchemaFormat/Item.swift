import Diagnostics
import SchemaSyntax

/// An element of a list, or an entry of a mapping.
struct Item {
  /// The entry's key; nil for an element.
  var key: Scalar?
  /// The element, or the entry's value.
  var value: Node

  /// Where it begins in the source.
  var start: Int { (key?.range ?? value.range).lower }
  /// Where its key ends; where it begins when it has none.
  var keyEnd: Int { key?.range.upper ?? start }
  /// Where it ends. The place of a value that was left out says nothing.
  var end: Int { value.isNothing ? keyEnd : value.range.upper }
}

extension Node {
  /// The elements or entries.
  var items: [Item] {
    switch self {
    case .scalar: []
    case .sequence(let sequence): sequence.elements.map { Item(key: nil, value: $0) }
    case .mapping(let mapping): mapping.entries.map { Item(key: $0.key, value: $0.value) }
    }
  }

  /// Whether nothing was written.
  var isNothing: Bool {
    if case .scalar(let scalar) = self { return scalar.text.isEmpty && scalar.style == .plain }
    return false
  }

  /// Whether it is a list or mapping.
  var isCollection: Bool {
    if case .scalar = self { return false }
    return true
  }

  /// Whether it is written with brackets or braces.
  var isFlow: Bool {
    switch self {
    case .scalar: false
    case .sequence(let sequence): sequence.isFlow
    case .mapping(let mapping): mapping.isFlow
    }
  }

  /// Whether it is the `opcode: u8` of `[opcode: u8, size: u32]`, a mapping without braces of its own.
  var isBarePair: Bool {
    guard case .mapping(let mapping) = self, mapping.isFlow, let entry = mapping.entries.first,
      mapping.entries.count == 1, !entry.value.isNothing
    else { return false }
    return mapping.range.lower == entry.key.range.lower
  }
}
