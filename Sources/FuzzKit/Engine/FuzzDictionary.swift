public import SchemaModel
import WireInterpreter

/// Runs of bytes that mean something in a message: members, bounds, constants and opcodes, each as wide as its field.
public enum FuzzDictionary {
  /// The words of a message.
  public static func words(_ model: SchemaModel, _ message: Message) -> [[UInt8]] {
    let order = model.links[message.link].order
    var words: Set<[UInt8]> = []
    for revision in message.revisions.indices {
      for facts in FactBook(model, message, at: revision).facts.values {
        let numbers = facts.numbers + facts.bits
        if let scalar = facts.scalar {
          for number in numbers { words.insert(ScalarBytes.bytes(number, scalar, linkOrder: order)) }
        }
        if let prefix = facts.prefix {
          for number in facts.limits.flatMap({ [$0, $0 + 1] }) {
            words.insert(ScalarBytes.bytes(number, prefix, linkOrder: order))
          }
        }
      }
    }
    return words.filter { !$0.isEmpty }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Words as libFuzzer's `-dict` reads them, which takes no empty file.
  public static func text(_ words: [[UInt8]]) -> String {
    words.reduce("# What means something in the message.\n") { text, word in
      text + "\"" + word.map { "\\x" + Hex.text([$0]) }.joined() + "\"\n"
    }
  }
}
