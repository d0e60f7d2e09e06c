import Diagnostics
import SchemaModel
import SwiftEmitter
import Testing

/// A schema given as text, turned into Swift.
struct EmitterInput {
  let files: [GeneratedFile]

  /// Generates from the text of one schema file.
  init(_ yaml: String, _ options: EmitterOptions = EmitterOptions()) throws {
    let loaded = SchemaLoader.load(["test.yaml"]) { _ throws(ReadFailure) in Array(yaml.utf8) }
    let errors = loaded.findings.filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(Report(errors).text(in: loaded.sources, inColor: false))")
    let model = try #require(loaded.schemas.first?.model)
    files = try SwiftEmitter.files(of: model, loaded.sources, options)
  }

  /// The text of a file.
  subscript(name: String) -> String {
    files.first { $0.name == name + ".swift" }?.text ?? "there is no \(name).swift"
  }

  /// A schema with one link, in which these definitions stand.
  static func schema(types: String = "{}", fields: String, revisions: String = "") -> String {
    """
    schema: test
    \(revisions)
    links:
      wire: {parties: [client, server], header: [opcode: u8, size: u32], maxBody: 64KiB}
    types:
      \(types.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  "))
    messages:
      Probe:
        from: client
        opcode: 1
        fields:
          \(fields.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n      "))
    """
  }
}
