public import Diagnostics
public import SchemaModel

/// L802: messages that no bytes prove.
public enum MissingFixtures {
  /// The messages that no case is about: a warning, but an error where the layout is easily got wrong.
  public static func findings(_ model: SchemaModel, proven: Set<MessageIndex>) -> [Diagnostic] {
    model.messages.filter { !proven.contains($0.index) }.map { message in
      let risk = Risk.first(in: message.body, model)
      return Diagnostic(
        "L802", risk == nil ? .warning : .error, "message `\(message.name)` has no fixture", at: message.source,
        label: risk.map { "no bytes prove its \($0.rawValue)" } ?? "no bytes prove how it looks",
        help: [Help("add `examples` to it, or a file with its bytes that `fixtures` names")])
    }
  }
}

/// Constructs that are easily got wrong, so that a message with them needs proof.
enum Risk: String {
  case layout = "C layout"
  case sized = "sized group"
  case mask
  case sentinel = "sentinel"

  static func first(in definition: StructDefinition, _ model: SchemaModel) -> Risk? {
    var seen: Set<TypeIndex> = []
    return first(definition, model, &seen)
  }

  private static func first(
    _ definition: StructDefinition, _ model: SchemaModel, _ seen: inout Set<TypeIndex>
  ) -> Risk? {
    if definition.cLayout != nil { return .layout }
    if definition.items.contains(where: isSized) { return .sized }
    for field in definition.fields {
      if let risk = first(field.type, model, &seen) { return risk }
    }
    return nil
  }

  private static func isSized(_ item: Item) -> Bool {
    switch item.kind {
    case .sized: true
    case .field, .pad: false
    case .conditional(_, let then, let otherwise): (then + otherwise).contains(where: isSized)
    case .union(let union): union.arms.contains { $0.items.contains(where: isSized) }
    case .trailing(let items), .zlib(_, let items): items.contains(where: isSized)
    }
  }

  private static func first(_ type: WireType, _ model: SchemaModel, _ seen: inout Set<TypeIndex>) -> Risk? {
    switch type {
    case .scalar, .converted, .text, .bytes: return nil
    case .optional(let wrapped): return first(wrapped, model, &seen)
    case .array(let element, let count):
      switch count.form {
      case .mask: return .mask
      case .until: return .sentinel
      default: return first(element, model, &seen)
      }
    case .map(let key, let value, _, _): return first(key, model, &seen) ?? first(value, model, &seen)
    case .named(let index):
      guard seen.insert(index).inserted else { return nil }
      switch model.types[index].kind {
      case .structure(let definition): return first(definition, model, &seen)
      case .alias(let variants):
        for variant in variants {
          if let risk = first(variant.value, model, &seen) { return risk }
        }
        return nil
      default: return nil
      }
    }
  }
}
