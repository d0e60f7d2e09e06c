/// Edits gathered for a set of files, none of which overlap, and the files as they are with the edits made.
///
/// ```swift
/// var plan = EditPlan(sources)
/// for finding in report.findings {
///   for help in finding.help where plan.add(help.edits) { break }
/// }
/// for file in plan.changedFiles { plan.contents(of: file) }
/// ```
///
/// The first edit of a place wins; one that would overlap it is refused together with all that were added with it.
public struct EditPlan: Sendable {
  /// The edits that could not be made.
  public private(set) var refused: [TextEdit] = []
  private let sources: SourceSet
  /// The edits of each file, in order of position.
  private var accepted: [Int: [TextEdit]] = [:]

  /// A plan without edits.
  public init(_ sources: SourceSet) {
    self.sources = sources
  }

  /// Adds edits that belong together: all of them or, when one is impossible, none. Whether they were added.
  ///
  /// An edit that is already planned counts as added. No edits at all are nothing to add.
  @discardableResult
  public mutating func add(_ edits: [TextEdit]) -> Bool {
    var added: [TextEdit] = []
    for edit in edits {
      switch place(for: edit) {
      case .free(let index):
        accepted[edit.range.file, default: []].insert(edit, at: index)
        added.append(edit)
      case .planned: continue
      case .taken:
        for edit in added { accepted[edit.range.file]?.removeAll { $0 == edit } }
        refused += edits
        return false
      }
    }
    return !edits.isEmpty
  }

  /// The files that have edits, in order.
  public var changedFiles: [Int] { accepted.filter { !$0.value.isEmpty }.keys.sorted() }

  /// A file's contents with its edits made.
  public func contents(of file: Int) -> [UInt8] {
    let bytes = sources[file].bytes
    return TextEdit.splice(accepted[file] ?? [], into: bytes[...])
  }

  /// The file's edits, in order of position.
  func edits(of file: Int) -> [TextEdit] { accepted[file] ?? [] }

  /// What stands where an edit wants to go.
  private enum Place {
    /// Nothing: it goes at this index among its file's edits.
    case free(Int)
    /// The very same edit.
    case planned
    /// An edit that it would overlap, or the end of the file.
    case taken
  }

  private func place(for edit: TextEdit) -> Place {
    let range = edit.range
    guard sources.files.indices.contains(range.file), range.lower >= 0,
      range.upper <= sources[range.file].bytes.count
    else { return .taken }
    let edits = accepted[range.file] ?? []
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].range < range { low = middle + 1 } else { high = middle }
    }
    if low < edits.count, edits[low] == edit { return .planned }
    if low > 0, edits[low - 1].range.upper > range.lower { return .taken }
    // Two insertions at one point have no order: the second must wait for another run.
    if low < edits.count, edits[low].range.lower < range.upper || edits[low].range == range { return .taken }
    return .free(low)
  }
}

extension TextEdit {
  /// `bytes` with edits made that are in order and lie within it.
  static func splice(_ edits: some Sequence<TextEdit>, into bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var copied = bytes.startIndex
    for edit in edits {
      result += bytes[copied..<edit.range.lower]
      result += edit.replacement.utf8
      copied = edit.range.upper
    }
    return result + bytes[copied...]
  }
}
