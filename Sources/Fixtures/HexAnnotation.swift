public import WireInterpreter

/// Bytes as lines of hex, a field a line, each with what it is.
///
/// ```
/// 1147000000000000   # characterGuid
/// 0300               # items: count
/// e8030000 17ff 01   # items[0]: entry slot stackCount
/// ```
public struct HexAnnotation {
  /// Bodies longer than this are written without comments, many bytes a line.
  public static let sizeLimit = 4096

  /// The lines, without indentation.
  public private(set) var lines: [String] = []

  private struct Chunk {
    var bytes: ArraySlice<UInt8>
    /// The field of the message, with its index where it is a list of structs.
    var owner: String
    /// The field inside the owner, without indices.
    var name: String
    /// The element, in a list of plain values.
    var index: Int?
  }

  private static let hexWidth = 54
  private static let lineWidth = 108
  private static let commentColumn = 54

  /// Lines for a body and what the interpreter says of it.
  public init(_ bytes: [UInt8], _ trace: WireTrace) {
    guard bytes.count <= Self.sizeLimit else {
      lines = stride(from: 0, to: bytes.count, by: 48).map {
        HexText.compact(bytes[$0..<min($0 + 48, bytes.count)])
      }
      return
    }
    var rows: [(hex: String, comment: String)] = []
    var rest = Self.chunks(bytes, trace)[...]
    while let first = rest.first {
      let group = rest.prefix { $0.owner == first.owner }
      rows += Self.rows(Array(group))
      rest = rest.dropFirst(group.count)
    }
    let column = min(rows.map(\.hex.count).max() ?? 0, Self.commentColumn)
    lines = rows.map { row in
      row.comment.isEmpty ? row.hex : row.hex.padded(to: column) + "   # " + row.comment
    }
  }

  // MARK: - Grouping

  private static func chunks(_ bytes: [UInt8], _ trace: WireTrace) -> [Chunk] {
    var chunks: [Chunk] = []
    var covered = 0
    for span in trace.spans where span.stream == 0 && span.length > 0 && span.offset == covered {
      let end = min(span.offset + span.length, bytes.count)
      chunks.append(chunk(bytes[span.offset..<end], span))
      covered = end
    }
    if covered < bytes.count {
      var name = "not read"
      if case .failure(let fault) = trace.result {
        let path = fault.path.withoutRoot
        name = (path.isEmpty ? "" : path + ": ") + fault.kind.rawValue
      }
      chunks.append(Chunk(bytes: bytes[covered...], owner: name, name: "", index: nil))
    }
    return chunks.indices.map { place in
      // A map's key goes with the struct that it stands for.
      var chunk = chunks[place]
      guard let index = chunk.index, chunk.name.isEmpty, place + 1 < chunks.count,
        chunks[place + 1].owner == "\(chunk.owner)[\(index)]"
      else { return chunk }
      chunk.owner = chunks[place + 1].owner
      chunk.name = "key"
      chunk.index = nil
      return chunk
    }
  }

  private static func chunk(_ bytes: ArraySlice<UInt8>, _ span: WireSpan) -> Chunk {
    var steps = Array(span.path.steps.dropFirst())
    var index: Int?
    if case .index(let last)? = steps.last, span.role == .value {
      index = last
      steps.removeLast()
    }
    // The owner is a field of the message, or one struct in a list of them.
    var owner = steps.prefix(1)
    if steps.count > 1, case .index = steps[1] { owner = steps.prefix(2) }
    let inner = steps.dropFirst(owner.count)
    let name = inner.map { if case .name(let name) = $0 { name } else { "" } }.filter { !$0.isEmpty }
    let words = span.role.word
    var label = name.joined(separator: ".")
    if let words { label = label.isEmpty ? words : label + ":" + words }
    return Chunk(bytes: bytes, owner: WirePath(Array(owner)).description, name: label, index: index)
  }

  // MARK: - Lines

  private static func rows(_ group: [Chunk]) -> [(hex: String, comment: String)] {
    var rows: [(hex: String, comment: String)] = []
    var line: [Chunk] = []
    func flush(_ isFirst: Bool) {
      guard !line.isEmpty else { return }
      rows.append((hex(line), comment(line, isFirst: isFirst)))
      line = []
    }
    for chunk in group {
      if chunk.bytes.count > 32 {
        flush(rows.isEmpty)
        rows += long(chunk, isFirst: rows.isEmpty)
        continue
      }
      let wider = line + [chunk]
      let startsList = line.last.map { $0.index == nil && chunk.index != nil && chunk.name.isEmpty } ?? false
      let width = hex(wider).count
      if startsList || width > hexWidth
        || max(width, commentColumn) + comment(wider, isFirst: rows.isEmpty).count > lineWidth
      {
        flush(rows.isEmpty)
      }
      line.append(chunk)
    }
    flush(rows.isEmpty)
    return rows
  }

  private static func long(_ chunk: Chunk, isFirst: Bool) -> [(hex: String, comment: String)] {
    stride(from: chunk.bytes.startIndex, to: chunk.bytes.endIndex, by: 32).map { start in
      let part = chunk.bytes[start..<min(start + 32, chunk.bytes.endIndex)]
      let label = start == chunk.bytes.startIndex ? comment([chunk], isFirst: isFirst) : ""
      return (HexText.compact(part), label)
    }
  }

  private static func hex(_ line: [Chunk]) -> String {
    line.map { HexText.compact($0.bytes) }.joined(separator: " ")
  }

  /// `items[0]: entry slot`, `fields[0...7]`, `items: count`.
  private static func comment(_ line: [Chunk], isFirst: Bool) -> String {
    guard let first = line.first, let last = line.last else { return "" }
    if line.allSatisfy({ $0.name == first.name && $0.index != nil }), let from = first.index, let to = last.index {
      let list = first.name.isEmpty ? first.owner : isFirst ? "\(first.owner): \(first.name)" : first.name
      return from == to ? "\(list)[\(from)]" : "\(list)[\(from)...\(to)]"
    }
    var names: [String] = []
    for name in line.map({ $0.name.isEmpty && $0.index != nil ? "elements" : $0.name })
    where !name.isEmpty && names.last != name {
      names.append(name)
    }
    guard !names.isEmpty else { return first.owner }
    guard isFirst, !first.owner.isEmpty else { return names.joined(separator: " ") }
    return first.owner + ": " + names.joined(separator: " ")
  }
}
