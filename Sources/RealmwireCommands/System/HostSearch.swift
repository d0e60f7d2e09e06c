import Glibc

/// Searching the real disk below a directory.
struct HostSearch {
  static let entryLimit = 100_000
  static let depthLimit = 64

  private let endings: [String]
  private var listing = FileSystem.Listing()
  private var entryCount = 0
  /// Directories that were entered, so that a link that leads back up is entered once.
  private var visited: Set<Identity> = []

  private struct Identity: Hashable {
    let device: UInt
    let inode: UInt
  }

  static func search(_ directory: String, endings: [String]) throws(FileProblem) -> FileSystem.Listing {
    var search = HostSearch(endings: endings)
    try search.enter(directory, depth: 0)
    search.listing.paths.sort()
    return search.listing
  }

  private init(endings: [String]) {
    self.endings = endings
  }

  private mutating func enter(_ directory: String, depth: Int) throws(FileProblem) {
    guard depth <= Self.depthLimit else {
      throw FileProblem(directory, .nestedTooDeep(limit: Self.depthLimit))
    }
    let status = try HostReading.status(directory)
    guard visited.insert(Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino))).inserted else { return }
    for name in try entries(of: directory) where !name.hasPrefix(".") {
      entryCount += 1
      guard entryCount <= Self.entryLimit else {
        throw FileProblem(directory, .tooManyEntries(limit: Self.entryLimit))
      }
      visit(FileSystem.join(directory, name), depth: depth)
      if case .tooManyEntries = listing.problems.last?.kind { return }
    }
  }

  private mutating func visit(_ path: String, depth: Int) {
    let isWanted = endings.contains { path.hasSuffix($0) }
    do throws(FileProblem) {
      switch try HostReading.kind(path) {
      case .directory: try enter(path, depth: depth + 1)
      case .file where isWanted: listing.paths.append(path)
      case .file, .other: break
      }
    } catch {
      // A broken link that nobody asked for is nobody's business.
      if isWanted || (error.kind != .missing && error.kind != .symlinkLoop) { listing.problems.append(error) }
    }
  }

  private func entries(of directory: String) throws(FileProblem) -> [String] {
    guard let stream = unsafe opendir(directory) else { throw FileProblem(directory, errorNumber: errno) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
      if names.count > Self.entryLimit { throw FileProblem(directory, .tooManyEntries(limit: Self.entryLimit)) }
    }
    return names.sorted()
  }
}
