import Testing

@testable import RealmwireCommands

@Suite("--lines")
struct LinesTests {
  private var world = World(files: InspectTests.files)

  private func answers(_ line: String, _ requests: String) -> String {
    var world = world
    world.input = requests
    let outcome = world.run(line)
    #expect(outcome.error == "")
    #expect(outcome.exitCode == .clean)
    return outcome.output
  }

  @Test("every request is answered by a line")
  func inspect() {
    let requests = """
      {"link":"tavern","from":"keeper","revision":"1","opcode":1,"body":"0100000001"}
      {"from":"guest","opcode":"0x01","revision":"1","body":"0700000000000000010105aabbcce8030000"}
      {"message":"Serve","body":"0100 0000"}
      {"id":7,"link":"keeper_guest","opcode":1,"body":"0100000002","strict":true}
      {"from":"keeper","opcode":9,"revision":"1","body":""}
      """
    #expect(
      answers("inspect --lines", requests) == """
        {"ok":true,"message":"Serve","revision":"1","value":{"order":1,"isHot":true},"consumed":5}
        {"ok":true,"message":"Order","revision":"1","value":{"guest":"7","mood":{"raw":1,"name":"sad"},"dishes":[{"name":5,"price":1000}]},"consumed":18}
        {"ok":false,"error":{"kind":"truncated","path":"Serve.isHot","offset":4,"text":"Serve.isHot at 0x4: truncated, want 1, have 0"}}
        {"id":7,"ok":false,"error":{"kind":"noncanonical","path":"Serve.isHot","offset":4,"text":"Serve.isHot at 0x4: noncanonical, an encoder writes this differently"}}
        {"ok":false,"error":{"kind":"opcode","path":null,"offset":0,"text":"`keeper` sends no message with opcode 0x09 on `tavern` at 1"}}

        """)
  }

  @Test(
    "a request that cannot be understood is answered, too, and the next is read",
    arguments: [
      ("", "the line is no JSON: at byte 0: expected a value, found the end"),
      ("{]", "the line is no JSON: at byte 1: expected a name in quotes, found `]`"),
      ("[1]", "a request is a JSON object"),
      ("{\"message\":\"Serve\"}", "a request needs a `body`"),
      ("{\"message\":\"Serve\",\"body\":\"0\"}", "`body` must be pairs of hexadecimal digits"),
      ("{\"message\":1,\"body\":\"\"}", "`message` must be a string"),
      ("{\"opcode\":1.5,\"body\":\"\"}", "`opcode` must be a whole number, or a string such as \\\"0x0E\\\""),
      ("{\"opcode\":true,\"body\":\"\"}", "`opcode` must be a whole number, or a string such as \\\"0x0E\\\""),
      ("{\"message\":\"Serve\",\"bdy\":\"\"}", "a request has no `bdy`; did you mean `body`?"),
      (
        "{\"message\":\"Serve\",\"revision\":\"1\",\"opcode\":9,\"body\":\"\"}",
        "`Serve` has opcode 0x01 at 1, not 0x09"
      ),
      ("{\"message\":\"Sreve\",\"body\":\"\"}", "there is no message or type `Sreve`; did you mean `Serve`?"),
      ("{\"body\":\"\"}", "nothing says what the bytes are: name the message, or its opcode and sender"),
      ("{\"opcode\":1,\"body\":\"\"}", "both parties of `tavern` send this; say who did: `guest` or `keeper`"),
    ])
  func malformed(request: String, text: String) {
    let requests = request + "\n{\"message\":\"Serve\",\"body\":\"0100000001\"}\n"
    #expect(
      answers("inspect --lines", requests) == """
        {"ok":false,"error":{"kind":"request","path":null,"offset":null,"text":"\(text)"}}
        {"ok":true,"message":"Serve","revision":"2","value":{"order":1,"isHot":true},"consumed":5}

        """)
  }

  @Test("values go back to bytes, and what inspect answers is a request to encode")
  func encode() {
    let requests = """
      {"message":"Serve","revision":"1","value":{"order":1,"isHot":true}}
      {"ok":true,"message":"Order","revision":"2","value":{"guest":"7","mood":{"raw":1,"name":"sad"},"dishes":[],"tip":3},"consumed":12}
      {"message":"Serve","value":{"order":4294967296,"isHot":true}}
      {"message":"Serve","value":{"ordre":1,"isHot":true}}
      {"message":"Serve","value":{"order":1}}
      {"ok":false,"error":{"kind":"truncated","path":"Serve.isHot","offset":4,"text":""}}
      """
    #expect(
      answers("encode --lines", requests) == """
        {"ok":true,"body":"0100000001"}
        {"ok":true,"body":"070000000000000001000300"}
        {"ok":false,"error":{"kind":"narrowing","path":"Serve.order","offset":null,"text":"Serve.order: narrowing, 4294967296 is above 4294967295"}}
        {"ok":false,"error":{"kind":"value","path":"Serve","offset":null,"text":"Serve: there is no field `ordre`; did you mean `order`?"}}
        {"ok":false,"error":{"kind":"presence","path":"Serve.isHot","offset":null,"text":"Serve.isHot: presence, the value is missing"}}
        {"ok":false,"error":{"kind":"request","path":null,"offset":null,"text":"this is the answer to bytes that hold no value"}}

        """)
  }

  @Test("there and back gives the canonical bytes")
  func thereAndBack() {
    let bodies = ["0700000000000000010105aabbcce80300000100", "070000000000000000000000"]
    let requests = bodies.map { "{\"message\":\"Order\",\"body\":\"\($0)\"}\n" }.joined()
    #expect(
      answers("encode --lines", answers("inspect --lines", requests)) == """
        {"ok":true,"body":"070000000000000001010500\("0000")e80300000100"}
        {"ok":true,"body":"070000000000000000000000"}

        """)
  }

  @Test("options stand in for what requests leave out")
  func defaults() {
    #expect(
      answers("inspect --lines --from keeper --revision 1 --opcode 1", "{\"body\":\"0100000000\"}\n")
        == "{\"ok\":true,\"message\":\"Serve\",\"revision\":\"1\",\"value\":{\"order\":1,\"isHot\":false},\"consumed\":5}\n"
    )
  }

  @Test("bytes that the link keeps come along, there and back")
  func excess() {
    var world = world
    world.files["Protocol/tavern.yaml"] = tavern.replacing("maxBody: 1KiB", with: "maxBody: 1KiB, excess: keep")
    world.input = "{\"message\":\"Serve\",\"revision\":\"1\",\"body\":\"0100000001feff\"}\n"
    let answer = world.run("inspect --lines").output
    #expect(
      answer
        == "{\"ok\":true,\"message\":\"Serve\",\"revision\":\"1\",\"value\":{\"order\":1,\"isHot\":true},\"consumed\":5,\"excess\":\"feff\"}\n"
    )
    world.input = answer
    #expect(world.run("encode --lines").output == "{\"ok\":true,\"body\":\"0100000001feff\"}\n")
    #expect(
      world.run("inspect -m Serve 0100000001feff").output.hasSuffix(
        "0x0005  fe ff                    left over  feff\n"))
  }

  @Test("requests may arrive in pieces of any size", arguments: [1, 10, 100])
  func pieces(size: Int) {
    var world = world
    let text = Array(
      "{\"message\":\"Serve\",\"body\":\"0100000000\"}\n{\"message\":\"Serve\",\"body\":\"0200000000\"}".utf8)
    world.inputPieces = stride(from: 0, to: text.count, by: size).map { Array(text[$0..<min($0 + size, text.count)]) }
    world.input = ""
    #expect(world.run("inspect --lines").output.split(separator: "\n").count == 2)
  }
}
