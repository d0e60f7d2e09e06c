import WireBridge
import WireInterpreter

/// The checksum of a value that the interpreter read: the same as that of the Swift value of the same bytes.
enum ValueChecksum {
  static func of(_ body: WireInterpreter.DecodedBody) -> UInt64 {
    var checksum = Checksum()
    fold(body.value, into: &checksum)
    checksum.fold(bytes: body.excess)
    return checksum.value
  }

  private static func fold(_ value: WireValue, into checksum: inout Checksum) {
    switch value {
    case .integer(let number): checksum.fold(UInt64(truncatingIfNeeded: number))
    case .bool(let isTrue): checksum.bool(isTrue)
    case .float(let bits, _): checksum.fold(bits)
    case .text(let text): checksum.text(text.string)
    case .bytes(let bytes): checksum.bytes(bytes)
    case .structure(let fields):
      checksum.beginStructure()
      for field in fields {
        checksum.fold(UInt64(field.name.utf8.count))
        fold(field.value, into: &checksum)
      }
      checksum.endStructure()
    case .list(let elements):
      checksum.beginList(count: elements.count)
      for element in elements { fold(element, into: &checksum) }
      checksum.endList()
    case .map(let entries):
      checksum.beginList(count: entries.count)
      for entry in entries {
        checksum.beginEntry()
        fold(entry.key, into: &checksum)
        fold(entry.value, into: &checksum)
        checksum.endList()
      }
      checksum.endList()
    case .masked(let words, let elements):
      checksum.beginMasked(words: words)
      for element in elements {
        checksum.bit(element.index)
        fold(element.value, into: &checksum)
      }
      checksum.endMasked()
    case .absent: checksum.absent()
    }
  }
}
