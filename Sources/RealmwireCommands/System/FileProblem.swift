import Glibc

/// Why a file or directory cannot be used, as a sentence for people.
struct FileProblem: Error, Hashable, Sendable {
  /// The path as the user gave it.
  let path: String
  let kind: Kind

  enum Kind: Hashable, Sendable {
    case missing, forbidden, directory, notDirectory, symlinkLoop, nameTooLong, alreadyExists
    /// No file in the directory is a schema.
    case nothingToRead
    /// The file has more bytes than any schema, and was not read.
    case tooLarge(limit: Int)
    /// The directory has more entries than any project, or is nested too deep, and was left.
    case tooManyEntries(limit: Int)
    case nestedTooDeep(limit: Int)
    case nameWithNul
    /// What else the operating system says.
    case other(String)
  }

  init(_ path: String, _ kind: Kind) {
    self.path = path
    self.kind = kind
  }

  /// The problem that the last system call reported.
  init(_ path: String, errorNumber: Int32) {
    self.init(path, Self.kind(of: errorNumber))
  }

  /// What is wrong, without a full stop.
  var sentence: String { "`\(printable(path))` \(predicate)" }

  private var predicate: String {
    switch kind {
    case .missing: "does not exist"
    case .forbidden: "cannot be opened: permission denied"
    case .directory: "is a directory, not a file"
    case .notDirectory: "is not a directory, or lies in something that is none"
    case .symlinkLoop: "is a symbolic link that leads back to itself"
    case .nameTooLong: "is too long for a path"
    case .alreadyExists: "exists already"
    case .nothingToRead: "has no `.yaml` file in it"
    case .tooLarge(let limit): "is larger than \(sizeText(limit)) and was not read"
    case .tooManyEntries(let limit): "holds more than \(limit) entries; name the files or a smaller directory"
    case .nestedTooDeep(let limit): "lies more than \(limit) directories deep"
    case .nameWithNul: "has a NUL character in it, which no path may have"
    case .other(let reason): "cannot be used: \(reason)"
    }
  }

  private static func kind(of errorNumber: Int32) -> Kind {
    switch errorNumber {
    case ENOENT: .missing
    case EACCES, EPERM: .forbidden
    case EISDIR: .directory
    case ENOTDIR: .notDirectory
    case ELOOP: .symlinkLoop
    case ENAMETOOLONG: .nameTooLong
    case EEXIST: .alreadyExists
    default: .other(errorText(errorNumber))
    }
  }
}

/// The operating system's words for an error number.
func errorText(_ number: Int32) -> String {
  guard let text = unsafe strerror(number) else { return "error \(number)" }
  return unsafe String(cString: text)
}

/// A name from outside that is safe to show on a terminal: control characters are written as escapes, and what is
/// absurdly long is cut.
func printable(_ text: String) -> String {
  var result = ""
  for (index, scalar) in text.unicodeScalars.enumerated() {
    guard index < 400 else { return result + "…" }
    if scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format {
      result += "\\u{" + String(scalar.value, radix: 16) + "}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// `16 MiB`, `24 KiB`, `100 bytes`.
func sizeText(_ bytes: Int) -> String {
  if bytes >= 1 << 20, bytes % (1 << 20) == 0 { return "\(bytes >> 20) MiB" }
  if bytes >= 1 << 10, bytes % (1 << 10) == 0 { return "\(bytes >> 10) KiB" }
  return bytes == 1 ? "1 byte" : "\(bytes) bytes"
}
