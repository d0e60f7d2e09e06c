import Testing
import Wire

@Suite("Frames")
struct FrameTests {
  static let realm = FrameFormat([.opcode(width: 1), .size(width: 4)], maxBody: 400)
  static let world = FrameFormat(
    [.size(width: 2, bigEndian: true), .opcode(width: 4)], sizeCoversOpcode: true, maxBody: 1000)
  static let login = FrameFormat([.opcode(width: 1)], maxBody: 100)

  @Test("frames are found in whatever pieces they arrive", arguments: [realm, world])
  func pieces(format: FrameFormat) throws {
    let stores = [Store.example(.new), Store(), Store(guid: 7)]
    var writer = WireWriter(revision: StoreRevision.new.wire)
    for store in stores { try writer.frame(format, store) }
    let bytes = writer.copyBytes()
    for size in [1, 2, 3, 5, 7, 64, bytes.count] {
      var reader = FrameReader(format)
      var found: [Store] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        reader.append(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
        while case .frame(let frame) = try reader.next() {
          #expect(frame.opcode == 0x0B)
          found.append(try Store(decoding: frame.body))
        }
      }
      #expect(found == stores)
      #expect(reader.buffered == 0)
    }
  }

  @Test("what is missing is told, byte by byte")
  func missing() throws {
    var writer = WireWriter(revision: StoreRevision.new.wire)
    try writer.frame(Self.realm, Store())
    let bytes = writer.copyBytes()
    #expect(bytes == [0x0B, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    var reader = FrameReader(Self.realm)
    for (index, byte) in bytes.enumerated() {
      #expect(try reader.next() == .needs(index < 5 ? 5 - index : 15 - index))
      reader.append([byte])
    }
    #expect(try reader.next() == .frame(FrameReader.Frame(opcode: 0x0B, body: Array(bytes[5...]))))
    #expect(try reader.next() == .needs(5))
  }

  @Test("a body that is too large is refused when its header is there, before anything is kept for it")
  func tooLarge() throws {
    var reader = FrameReader(Self.realm)
    reader.append([0x0E, 0xFF, 0xFF, 0xFF])
    #expect(try reader.next() == .needs(1))
    reader.append([0xFF])
    let error = #expect(throws: FrameError.self) { try reader.next() }
    #expect(error == .bodyTooLarge(0xFFFF_FFFF, opcode: 0x0E, most: 400))
    #expect(error?.description == "frame 0xe: a body of 4294967295 bytes, at most 400 are allowed")
    var small = FrameReader(Self.world)
    small.append([0, 3, 1, 0, 0, 0])
    #expect(throws: FrameError.sizeTooSmall(3, opcode: 1, least: 4)) { try small.next() }
  }

  @Test("the size may count the opcode")
  func sizeCoversOpcode() throws {
    var writer = WireWriter(revision: StoreRevision.old.wire)
    try writer.frame(Self.world, Store())
    #expect(writer.copyBytes().prefix(6) == [0, 14, 0x0A, 0, 0, 0])
  }

  @Test("frames that a header cannot carry are not written")
  func refused() throws {
    let tiny = FrameFormat([.opcode(width: 1), .size(width: 1)], maxBody: 1000)
    var writer = WireWriter(revision: StoreRevision.new.wire)
    writer.u8(5)
    let large = Store(shelves: Array(repeating: Shelf(label: "twelve bytes"), count: 17))
    do {
      try writer.frame(tiny, large)
      Issue.record("a size of 265 was written in one byte")
    } catch {
      #expect(error.description == "body: limit, at most 255, found 265")
    }
    let start = try writer.beginFrame(tiny, opcode: 255)
    #expect(start == 1)
    writer.truncate(to: 1)
    do {
      _ = try writer.beginFrame(tiny, opcode: 256)
      Issue.record("an opcode of 256 was written in one byte")
    } catch {
      #expect(error.kind == .opcode)
    }
    #expect(writer.copyBytes() == [5])
  }

  @Test("headers without a size: the body ends where its message does")
  func withoutSize() throws {
    var writer = WireWriter(revision: StoreRevision.new.wire)
    try writer.frame(Self.login, Store(guid: 5))
    var reader = FrameReader(Self.login)
    reader.append(writer.copyBytes() + [9])
    let header = try #require(try reader.nextHeader())
    #expect(header == FrameHeader(opcode: 0x0B, bodySize: nil))
    #expect(try reader.next() == .needs(0))
    let rest = reader.rest
    var body = WireReader(rest.span, revision: StoreRevision.new.wire)
    #expect(try Store(from: &body).guid == 5)
    #expect(reader.takeBody(body.position)?.count == 10)
    #expect(reader.buffered == 1)
    #expect(reader.takeBody(1) == nil)
  }

  @Test("a cipher sees each header once")
  func cipher() throws {
    var writer = WireWriter(revision: StoreRevision.new.wire)
    try writer.frame(Self.realm, Store())
    var bytes = writer.copyBytes()
    for index in 0..<5 { bytes[index] ^= 0x5A }
    var reader = FrameReader(Self.realm)
    reader.decipherHeader = { header in
      for index in header.indices { header[index] ^= 0x5A }
    }
    for byte in bytes.dropLast() {
      reader.append([byte])
      guard case .needs = try reader.next() else {
        Issue.record("the frame is not whole yet")
        return
      }
    }
    reader.append([0])
    #expect(try reader.next() == .frame(FrameReader.Frame(opcode: 0x0B, body: Array(bytes[5...]))))
  }

  @Test("replies find who asked, first come first served")
  func requests() {
    var pending = PendingRequests<UInt32, String>()
    pending.add(7, "a")
    pending.add(7, "b")
    pending.add(8, "c")
    #expect(pending.count == 3)
    #expect(pending.take(7) == "a")
    #expect(pending.take(7) == "b")
    #expect(pending.take(7) == nil)
    #expect(pending.takeAll() == ["c"])
    #expect(pending.count == 0)
  }
}
