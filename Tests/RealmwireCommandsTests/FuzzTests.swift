import Testing

@testable import RealmwireCommands

@Suite("realmwire fuzz")
struct FuzzTests {
  /// A world in which compiling always succeeds, and the program that attacks says these lines.
  private func world(saying answers: String) -> World {
    var world = World(files: [
      "Protocol/chat.yaml": VerifyTests.schema,
      "/realmwire/Package.swift": "",
      "/realmwire/Sources/Wire/WireVersion.swift": "",
      "/realmwire/Sources/WireBridge/BridgedTypes.swift": "",
    ])
    world.variables["HOME"] = "/home"
    world.program = { request, files in
      if let output = request.output { _ = try? files.replace(output, Array(answers.utf8)) }
      return (0, "[1/2] Compiling\n")
    }
    return world
  }

  @Test("the interpreter alone is attacked without compiling anything, and the same seed tries the same")
  func interpreter() {
    let world = World(files: InspectTests.files)
    let outcome = world.run("fuzz --engine interpreter --runs 200 --format json")
    #expect(outcome.exitCode == .clean, "\(outcome.error)")
    #expect(outcome.output.contains("\"message\": \"Order\""))
    #expect(outcome.output.contains("\"executions\": 200"))
    #expect(outcome.error.contains("400 packets for 2 messages"))
    #expect(outcome.error.contains("nothing failed"))
    #expect(world.run("fuzz --engine interpreter --runs 200 --format json").output == outcome.output)
  }

  @Test("what the compiled attack finds is shown with its bytes, kept when asked, and fails the run")
  func failure() {
    let world = world(saying: "failure\tcrash\t00010001\tthe process was ended by signal 5\ntried\t12\n")
    let outcome = world.run("fuzz Say --engine random --runs 100 --package /realmwire --save")
    #expect(outcome.exitCode == .findings)
    #expect(outcome.output.hasPrefix("Say, crash: does not hold: no bytes make a decoder trap or leave its memory\n"))
    #expect(outcome.output.contains("the process was ended by signal 5"))
    #expect(outcome.output.contains("again: realmwire fuzz Say --input '- 010001'"))
    #expect(outcome.error.contains("12 packets for 1 message"))
    #expect(outcome.files["Fixtures/Fuzz/packets/failures/Say.hex"] == "- 010001\n")
  }

  @Test("a sprint compiles with the sanitizer alone")
  func sprint() {
    let world = world(saying: "tried\t2000\n")
    let outcome = world.run("fuzz --sprint --runs 2000 --package /realmwire")
    #expect(outcome.exitCode == .clean, "\(outcome.error)")
    #expect(outcome.error.contains("2000 packets for 1 message"))
    let manifest = outcome.files.first { $0.key.contains("chat-fuzz-sprint-") && $0.key.hasSuffix("Package.swift") }
    #expect(manifest?.value.contains("-sanitize=address") == true)
    #expect(manifest?.value.contains("fuzzer") == false)
  }

  @Test(
    "what makes no sense is said to make none",
    arguments: [
      (
        "fuzz --sprint --engine interpreter",
        "`--sprint` attacks compiled code, and `--engine interpreter` compiles none"
      ),
      ("fuzz Odrer --engine interpreter", "there is no message `Odrer`"),
      ("fuzz Order --engine interpreter --input 12", "`--input` takes a revision and hexadecimal digits, not `12`"),
    ])
  func usage(line: String, message: String) {
    let outcome = World(files: InspectTests.files).run(line)
    #expect(outcome.exitCode == .usage)
    #expect(outcome.error.contains(message))
    #expect(outcome.output == "")
  }
}
