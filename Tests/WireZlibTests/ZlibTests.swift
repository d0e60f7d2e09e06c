import Testing
import Wire
import WireZlib

@Suite("zlib groups")
struct ZlibTests {
  static let text = [UInt8]("say what you say, say what you say, say what you say".utf8)

  static func group(_ text: [UInt8]) throws(EncodeError) -> [UInt8] {
    var writer = WireWriter()
    let start = writer.count
    writer.bytes(text)
    try writer.deflate("", from: start, limit: 65536)
    return writer.copyBytes()
  }

  static func decode(_ bytes: [UInt8], limit: Int = 65536) throws(DecodeError) -> [UInt8] {
    var reader = WireReader(bytes.span)
    let inflated = try reader.inflated("", reader.u32(""), limit: limit)
    var inner = reader.nested(inflated)
    let text = try inner.bytes("text", count: inner.rest("text", limit: limit))
    try inner.requireEnd()
    try reader.finish()
    return text
  }

  @Test("a group comes back", arguments: [text, [], [0], [UInt8](repeating: 7, count: 65536)])
  func roundTrip(text: [UInt8]) throws {
    let bytes = try Self.group(text)
    #expect(try Self.decode(bytes) == text)
    #expect(bytes.count <= ZlibSize.bound(text.count))
    #expect(bytes.prefix(4) == [UInt8(text.count & 0xFF), UInt8(text.count >> 8 & 0xFF), UInt8(text.count >> 16), 0])
    if text.isEmpty { #expect(bytes.count == 4) }
  }

  @Test("every damage is an error at the stream, and none a crash")
  func damage() throws {
    let bytes = try Self.group(Self.text)
    for count in 4..<bytes.count {
      let error = #expect(throws: DecodeError.self) { try Self.decode(Array(bytes[..<count])) }
      #expect(error?.kind == .zlib && error?.offset == 4)
    }
    for index in 4..<bytes.count {
      var bad = bytes
      bad[index] ^= 0xFF
      #expect(throws: DecodeError.self) { try Self.decode(bad) }
    }
  }

  @Test("the stated size is the size, neither more nor less")
  func size() throws {
    for wrong in [-1, 1] {
      var bytes = try Self.group(Self.text)
      bytes[0] = UInt8(Self.text.count + wrong)
      let error = #expect(throws: DecodeError.self) { try Self.decode(bytes) }
      #expect(error?.description == "at 0x4: zlib, the stream should inflate to \(Self.text.count + wrong) bytes")
    }
  }

  @Test("a size above the limit is refused before anything is inflated, and one out of reach before memory is taken")
  func bombs() throws {
    let bytes = try Self.group(Self.text)
    let limit = #expect(throws: DecodeError.self) { try Self.decode(bytes, limit: 10) }
    #expect(limit?.description == "at 0x0: limit, at most 10, found \(Self.text.count)")
    var huge = bytes
    huge.replaceSubrange(0..<4, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(throws: DecodeError.self) { try Self.decode(huge, limit: .max) }
    #expect(throws: EncodeError(.limit, wanted: 65536, had: 65537)) {
      try Self.group([UInt8](repeating: 1, count: 65537))
    }
  }

  @Test("bytes after the stream belong to the scope around it")
  func after() throws {
    let error = #expect(throws: DecodeError.self) { try Self.decode(try Self.group(Self.text) + [1, 2]) }
    #expect(error?.kind == .excess && error?.had == 2)
  }
}
