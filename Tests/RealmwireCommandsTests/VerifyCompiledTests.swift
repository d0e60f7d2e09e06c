import Inspection
import JSONText
import SchemaModel
import SchemaSyntax
import Testing

@testable import RealmwireCommands

@Suite("realmwire verify --compiled")
struct VerifyCompiledTests {
  /// A world in which compiling always succeeds, and the program answers as the interpreter does, or nearly.
  private func world(_ change: @escaping @Sendable (String) -> String = { $0 }) -> World {
    var world = World(files: [
      "Protocol/chat.yaml": VerifyTests.schema,
      "Fixtures/Say.yaml": "schema: chat\nmessage: Say\ncases:\n  one: {value: {id: 1, isLoud: true}, hex: 0100 01}\n",
      "/realmwire/Package.swift": "",
      "/realmwire/Sources/Wire/WireVersion.swift": "",
      "/realmwire/Sources/WireBridge/BridgedTypes.swift": "",
    ])
    world.variables["HOME"] = "/home"
    world.program = { request, files in
      guard let input = request.input, let output = request.output else { return (0, "[1/2] Compiling\n") }
      let lines = String(decoding: (try? files.read(input)) ?? [], as: UTF8.self).split(separator: "\n")
      let answers = lines.map { change(Self.answer(String($0))) + "\n" }.joined()
      _ = try? files.replace(output, Array(answers.utf8))
      return (0, "")
    }
    return world
  }

  private static let book = AddressBook(
    SchemaLoader.load(["chat.yaml"]) { _ throws(ReadFailure) in Array(VerifyTests.schema.utf8) }.schemas.compactMap(
      \.model))

  private static func answer(_ line: String) -> String {
    guard case .object(var request)? = try? JSON(parsing: Array(line.utf8)) else { return "" }
    request["check"] = nil
    do throws(LineProblem) {
      var inspect = InspectService(book)
      var encode = EncodeService(book)
      return try (request["body"] == nil ? encode.answer(to: .object(request)) : inspect.answer(to: .object(request)))
        .compact()
    } catch {
      return (["ok": false, "error": error.json] as JSON).compact()
    }
  }

  @Test("code that says what the interpreter says passes, and what was asked is counted")
  func passes() {
    let outcome = world().run("verify --compiled --package /realmwire --random 2")
    #expect(outcome.exitCode == .clean, "\(outcome.error)")
    #expect(
      outcome.error == """
        1 case of 1 message passed
        generated code: 1 case passed; it agrees with the interpreter on 38 packets and values (seed 1)

        """)
    #expect(outcome.output == "")
    let scratch = outcome.files.keys.filter { $0.contains("home/.cache/realmwire/chat-") }
    #expect(scratch.contains { $0.hasSuffix("/Sources/VerifiedProtocol/Say.swift") })
    #expect(scratch.contains { $0.hasSuffix("/Sources/VerifiedBridge/bridgedProtocol.swift") })
  }

  @Test("code that reads a field wrongly is found by its cases, and again by what is drawn, as small as can be")
  func reads() {
    let outcome = world { $0.replacing("\"isLoud\":true", with: "\"isLoud\":false") }
      .run("verify --compiled --package /realmwire --random 2")
    #expect(outcome.exitCode == .findings)
    #expect(
      outcome.output.contains(
        "error[L801]: case `one` of `Say` in generated code says that `isLoud` is true, but in the bytes it is false"
      ))
    #expect(
      outcome.output.contains(
        """
        error[L801]: generated code and interpreter disagree on `Say`: decodes to another value
         --> Protocol/chat.yaml:5:3
          |
        5 |   Say:
          |   ^^^ in `isLoud`
          |
          = note: the interpreter says: true
          = note: generated code says: false
          = note: realmwire inspect --message Say "0000
        """))
    #expect(
      outcome.error.hasSuffix(
        "generated code: 1 of 1 case failed; it disagrees with the interpreter in 1 way (seed 1)\n"))
  }

  @Test("code that writes other bytes is shown with both")
  func writes() {
    let outcome = world { $0.replacing("\"body\":\"0100", with: "\"body\":\"0200") }
      .run("verify --compiled --package /realmwire --random 0")
    #expect(outcome.exitCode == .findings)
    #expect(outcome.output.contains("in generated code encodes to other bytes from 0x0 on, in `id`"))
    #expect(outcome.output.contains("0x0  01 00 01                  02 00 01"))
  }

  @Test("programs get the differences as data")
  func json() throws {
    let outcome = world { $0.replacing("\"isLoud\":true", with: "\"isLoud\":false") }
      .run("verify --compiled --package /realmwire --random 2 --format json --quiet")
    let json = try JSON(parsing: Array(outcome.output.utf8))
    let compiled = try #require(json["compiled"])
    #expect(compiled["cases"] == 1 && compiled["passed"] == 0 && compiled["seed"] == 1)
    guard case .array(let found)? = compiled["disagreements"] else { return #expect(Bool(false)) }
    #expect(found.first?["message"] == "Say" && found.first?["path"] == "isLoud")
    #expect(found.first?["interpreter"] == "true" && found.first?["compiled"] == "false")
  }

  @Test("code that does not compile is a fault of ours, and is shown")
  func broken() {
    var world = world()
    world.program = { _, _ in (1, "[1/2] Compiling\nSay.swift:1:1: error: no\nSay.swift:1:1: error: no\n") }
    let outcome = world.run("verify --compiled --package /realmwire --scratch /tmp/x")
    #expect(outcome.exitCode == .internalError)
    #expect(
      outcome.error == """
        error: the generated code does not compile, in `/tmp/x`
        help: Say.swift:1:1: error: no

        """)
  }

  @Test("a program that dies is asked again, until the question that kills it is known")
  func crashes() {
    var world = world()
    let answering = world.program
    world.program = { request, files in
      guard let input = request.input else { return (0, "") }
      let lines = String(decoding: (try? files.read(input)) ?? [], as: UTF8.self)
      guard lines.contains("\"body\":\"010001\"") else { return answering?(request, files) ?? (1, "") }
      _ = try? files.replace(request.output ?? "", [])
      return (132, "")
    }
    let outcome = world.run("verify --compiled --package /realmwire --random 0")
    #expect(outcome.exitCode == .findings)
    #expect(outcome.output.contains("case `one` of `Say` in generated code does not decode"))
  }

  @Test("without realmwire's sources or a toolchain it says what to do")
  func helpless() {
    let lost = World(files: ["Protocol/chat.yaml": VerifyTests.schema]).run("verify --compiled")
    #expect(lost.exitCode == .usage)
    #expect(
      lost.error == """
        error: the realmwire package, against which generated code is compiled, cannot be found
        help: say where its sources are: `--package DIR`, or `REALMWIRE_PACKAGE=DIR`

        """)
    var bare = world()
    bare.program = nil
    let outcome = bare.run("verify --compiled --package /realmwire")
    #expect(outcome.exitCode == .internalError)
    #expect(outcome.error.hasPrefix("error: the Swift toolchain cannot be started: `swift` does not exist\n"))
    let wrong = world().run("verify --compiled --package /nowhere")
    #expect(wrong.error.hasPrefix("error: `--package`: `/nowhere` is not the realmwire package\n"))
  }
}
