import JSONText

/// What must hold of the JSON reader and writer.
enum JSONProbe {
  static func problem(with input: [UInt8]) -> String? {
    let document: JSON
    do throws(JSON.ParseError) {
      document = try JSON(parsing: input)
    } catch {
      return (0...input.count).contains(error.offset) && !error.message.isEmpty
        ? nil : "an error outside the text: \(error)"
    }
    guard String(validating: input, as: UTF8.self) != nil else { return "accepted although it is not UTF-8" }
    for text in [document.compact(), document.pretty()] {
      do throws(JSON.ParseError) {
        guard try JSON(parsing: text) == document else { return "what was written reads as another document" }
      } catch {
        return "what was written cannot be read: \(error)"
      }
    }
    return document.compact().contains("\n") ? "a compact document has several lines" : nil
  }
}
