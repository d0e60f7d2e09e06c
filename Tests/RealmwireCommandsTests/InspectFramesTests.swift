import Testing

@testable import RealmwireCommands

@Suite("realmwire inspect --frames")
struct InspectFramesTests {
  private let world = World(files: InspectTests.files)
  private static let frames = "010005 0100000001 010005 0200000000"

  @Test("each frame of a stream is shown with its place")
  func stream() {
    let outcome = world.run("inspect --frames --from keeper \(Self.frames)")
    #expect(
      outcome.output == """
        #1 at 0x0: Serve, keeper → guest, 2, opcode 0x01, 5 bytes
          0x0000  01 00 00 00              order  1
          0x0004  01                       isHot  true

        #2 at 0x8: Serve, keeper → guest, 2, opcode 0x01, 5 bytes
          0x0000  02 00 00 00              order  2
          0x0004  00                       isHot  false

        """)
    #expect(outcome.exitCode == .clean)
  }

  @Test("without a message, bytes are frames, and who sends them is found out where only one can")
  func guess() {
    #expect(world.run("inspect --brief \(Self.frames)").output.hasPrefix("#1 at 0x0: Serve, keeper → guest"))
    #expect(
      world.run("inspect --brief 090000").error == """
        error: the frames do not tell who sends them
        help: say `--from guest` or `--from keeper`

        """)
  }

  @Test("a frame that cannot be read does not stop the others")
  func failures() {
    let outcome = world.run("inspect --brief --from keeper 010005 0100000001 010002 0100 070001 ff 010005 0200000000")
    #expect(
      outcome.output == """
        #1 at 0x0: Serve, keeper → guest, 2, opcode 0x01, 5 bytes
        #2 at 0x8: Serve.order at 0x0: truncated, want 4, have 2
        #3 at 0xd: `keeper` sends no message with opcode 0x07, 1 byte
        #4 at 0x11: Serve, keeper → guest, 2, opcode 0x01, 5 bytes

        """)
    #expect(outcome.error == "error: 2 of 4 frames cannot be read\n")
    #expect(outcome.exitCode == .findings)
  }

  @Test("a last frame that is cut off is an error that says how much is there")
  func partial() {
    let outcome = world.run("inspect --brief --from keeper 010005 0100000001 010005 02")
    #expect(outcome.output == "#1 at 0x0: Serve, keeper → guest, 2, opcode 0x01, 5 bytes\n")
    #expect(outcome.error == "error: the stream ends inside a frame of 8 bytes at 0x8, of which 4 bytes came\n")
    #expect(
      world.run("inspect --brief --from keeper 0100").error
        == "error: the stream ends inside a frame at 0x0, of which 2 bytes came\n")
  }

  @Test("a frame larger than the link allows ends the stream")
  func tooLarge() {
    let outcome = world.run("inspect --brief --from keeper 010005 0100000001 010500 00")
    #expect(
      outcome.error == """
        error: at 0x8: the frame announces a body of 1280 bytes, but the link allows 1024
        help: what follows cannot be told apart

        """)
    #expect(outcome.exitCode == .findings)
  }

  @Test("all revisions are tried, and counted")
  func revisions() {
    let line =
      "inspect --brief --from guest --revision all 01000a 0700000000000000 00 00 01000c 0700000000000000 00 00 0100"
    #expect(
      world.run(line).output == """
        #1 at 0x0: Order, guest → keeper, 1, opcode 0x01, 10 bytes
        #2 at 0xd: Order, guest → keeper, 2, opcode 0x01, 12 bytes
        1: 1 of 2 frames read cleanly
        2: 1 of 2 frames read cleanly

        """)
    #expect(
      world.run("inspect --brief 01000a 0700000000000000 00 00").error == """
        error: 1 of 1 frame cannot be read
        help: the first of these reads cleanly at 1: try `--revision all`

        """)
  }

  @Test("programs get a line of JSON a frame")
  func json() {
    let outcome = world.run("inspect --from keeper --format json 010005 0100000001 070001 ff")
    #expect(
      outcome.output == """
        {"frame":1,"offset":0,"opcode":1,"ok":true,"message":"Serve","revision":"2","value":{"order":1,"isHot":true},"consumed":5}
        {"frame":2,"offset":8,"opcode":7,"ok":false,"body":"ff","error":{"kind":"opcode","path":null,"offset":0,"text":"`keeper` sends no message with opcode 0x07"}}

        """)
  }

  @Test("frames may arrive in pieces of any size", arguments: 1...9)
  func pieces(size: Int) {
    var world = world
    let bytes: [UInt8] = [1, 0, 5, 1, 0, 0, 0, 1, 1, 0, 5, 2, 0, 0, 0, 0]
    world.inputPieces = stride(from: 0, to: bytes.count, by: size).map {
      Array(bytes[$0..<min($0 + size, bytes.count)])
    }
    #expect(
      world.run("inspect --brief --from keeper").output
        == world.run("inspect --brief --from keeper \(Self.frames)").output)
  }

  @Test("frames without a size end where their message does")
  func noSize() {
    let schema = """
      schema: old
      links: {old: {parties: [a, b], header: [opcode: u8], maxBody: 1KiB}}
      messages:
        Say: {doc: Says something., from: a, opcode: 1, fields: [text: "cstring[<= 400]", id: u16]}
      """
    let world = World(files: ["Protocol/old.yaml": schema])
    let long = String(repeating: "61", count: 300)
    #expect(
      world.run("inspect --frames --brief 01 6100 0100 01 \(long) 00 0200 01 00 0300").output == """
        #1 at 0x0: Say, a → b, opcode 0x01, 4 bytes
        #2 at 0x5: Say, a → b, opcode 0x01, 303 bytes
        #3 at 0x135: Say, a → b, opcode 0x01, 3 bytes

        """)
    let cut = world.run("inspect --frames --brief 01 6100 0100 01 6162")
    #expect(cut.error == "error: the stream ends inside a frame at 0x5, of which 3 bytes came\n")
    let lost = world.run("inspect --frames --brief 01 6100 0100 02 6162")
    #expect(lost.error.contains("at 0x5: frames of this link do not say how long they are"))
  }
}
