import Diagnostics
import SchemaModel
import SchemaSyntax

/// A small schema with something of everything, for probes that need one and no disk.
enum ProbeSchema {
  static let model: SchemaModel = {
    let loaded = SchemaLoader.load(["probe.yaml"]) { _ throws(ReadFailure) in Array(text.utf8) }
    guard let model = loaded.schemas.first?.model else {
      // The text is this file's own: tests compile it.
      fatalError("the schema of the probes does not compile: \(loaded.findings.map(\.message))")
    }
    return model
  }()

  static let text = """
    schema: probe
    revisions: [r1, r2]
    links:
      wire: {parties: [client, server], header: [opcode: u8, size: u16], maxBody: 4KiB, excess: keep}
    types:
      Kind: {enum: u8, doc: What it is., unknown: keep, members: {one: 1, two: 2}}
      Traits: {flags: u16, doc: What it has., members: {big: 0x1, old: 0x8000}}
      Place:
        layout: c
        size: 12
        fields: [x: u8, y: u32, z: f32]
    messages:
      Numbers:
        doc: One of each.
        from: client
        opcode: {r1: 1, r2: 2}
        fields:
          - small: i8
          - large: u64
          - ratio: f64
          - yes: bool
          - kind: Kind
          - traits: Traits
          - guid: packed64
          - late: {type: u16be, since: r2, default: 0}
      Lists:
        doc: Whatever there are several of.
        from: server
        opcode: 1
        fields:
          - places: Place[u8 <= 8]
          - names: map<u8, string[u8 <= 12]>[u8 <= 4]
          - marks: u8[mask(u16)]
          - note: cstring[<= 16]
          - maybe: u16?
          - rest: bytes[* <= 64]
    """
}
