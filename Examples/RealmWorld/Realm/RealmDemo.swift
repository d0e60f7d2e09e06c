import ExampleLink
import RealmWorldProtocol
import Wire

/// A realm that logs what worlds send to it and stores nothing: `realm-demo --port 8130 --revision 2026-06`.
@main
struct RealmDemo {
  static let usage = """
    usage: realm-demo [--port <number>] [--revision <name>] [--sessions <count>]

    Listens on a port of this machine (by default on any that is free), and serves one world after the other:
    as many as --sessions says, or without an end. Log on stdout, refused worlds on stderr.
    """

  let listener: Listener
  let revision: RealmWorldRevision

  static func main() async {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.contains("--help") { return Terminal.say(usage) }
    do {
      let options = try Options(words, names: ["port", "revision", "sessions"])
      let port = try options.port(default: 0)
      let revision = try options.revision()
      let sessions = try options.value("sessions", "a number", default: Int.max) {
        Int($0).flatMap { $0 > 0 ? $0 : nil }
      }
      try await RealmDemo(listener: Listener(port: port), revision: revision).serve(sessions)
    } catch let problem as Options.Problem {
      Terminal.complain("\(problem)\n\(usage)")
      Terminal.exit(2)
    } catch {
      Terminal.complain("\(error)")
      Terminal.exit(1)
    }
  }

  private func serve(_ sessions: Int) async throws {
    Terminal.say("listening on 127.0.0.1:\(listener.port), revision \(revision)")
    for number in 1...sessions {
      let socket = try listener.accept()
      Terminal.say("session \(number): opened")
      do {
        try await serve(FramedLink(socket, receiving: RealmWorld.worldFrames), number)
        Terminal.say("session \(number): closed")
      } catch {
        Terminal.complain("session \(number): refused: \(error)")
      }
    }
  }

  private func serve(_ link: FramedLink, _ number: Int) async throws {
    let revision = revision
    let handler = RealmHandler(
      log: { Terminal.say("session \(number): \($0)") },
      send: { packet in
        var writer = WireWriter(revision: revision.wire, rules: RealmWorld.rules)
        try packet.encode(into: &writer)
        try link.send(writer.copyBytes())
      })
    try await link.receive { frame in
      try await handler.dispatch(opcode: frame.opcode, body: frame.body, revision: revision)
    }
  }
}
