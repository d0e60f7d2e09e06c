import Diagnostics
import Foundation
import SchemaModel

/// Resolves schema text; the findings come as `L301 items`, code and the text pointed at.
func resolve(_ files: [String: String]) -> (model: SchemaModel?, findings: [String]) {
  let loaded = SchemaLoader.load(files.keys.sorted()) { path throws(ReadFailure) in
    guard let text = files[path] else { throw ReadFailure("`\(path)` does not exist") }
    return Array(text.utf8)
  }
  let findings = loaded.findings.map { finding in
    let range = finding.primary.range
    let bytes = loaded.sources[range.file].bytes[range.lower..<range.upper]
    return "\(finding.code) " + String(decoding: bytes, as: UTF8.self)
  }
  return (loaded.schemas.first?.model, findings)
}

/// Resolves one file with a link of its own.
func resolve(_ text: String, revisions: String = "") -> (model: SchemaModel?, findings: [String]) {
  let head = "schema: s\n\(revisions)links: {l: {parties: [a, b], header: [opcode: u8, size: u32], maxBody: 1MiB}}\n"
  return resolve(["s.yaml": head + text])
}

/// The committed realm-world schema.
func realmWorld() throws -> SchemaModel {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let folder = root.appending(path: "Protocol/realm-world")
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
  let files = try Dictionary(
    uniqueKeysWithValues: names.map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) })
  let (model, findings) = resolve(files)
  guard let model else { throw ReadFailure(findings.joined(separator: "\n")) }
  return model
}
