import JSONText
import SchemaSyntax

/// The files that `realmwire init` writes.
struct SchemaTemplate {
  struct File {
    let path: String
    let text: String
  }

  let name: String

  /// The schema first.
  var files: [File] {
    [
      File(path: "Protocol/\(name).yaml", text: schema),
      File(path: "Protocol/realmwire.schema.json", text: EditorSchema.json.pretty()),
      File(path: "Fixtures/Hello.yaml", text: hello),
      File(path: "Fixtures/Welcome.yaml", text: welcome),
      File(path: "README.md", text: readMe),
    ]
  }

  private var schema: String {
    """
    # yaml-language-server: $schema=realmwire.schema.json
    #
    # A player greets a server. Put your own messages in place of these; `realmwire lint` says what is wrong with them.

    schema: \(name)

    # The versions of the protocol that are in use, oldest first. The names are yours: dates are a good choice.
    revisions: ["1"]

    links:
      lobby:
        doc: Between a player's client and the server.
        parties: [client, server]
        header: [opcode: u8, size: u16]  # comes before each message
        maxBody: 4KiB

    types:
      Mood:
        enum: u8
        doc: How a player feels today.
        members: {calm: 0, merry: 1, weary: 2}

    messages:
      Hello:
        doc: A player comes in.
        from: client
        opcode: 0x01
        reply: Welcome
        correlate: visit
        fields:
          - visit: {type: u32, doc: Chosen by the client; comes back in the answer.}
          - name: string[u8 <= 24]
          - mood: Mood

      Welcome:
        doc: Tells a player who is there already.
        from: server
        opcode: 0x02
        fields:
          - visit: {type: u32, doc: That of the greeting.}
          - names: string[u8 <= 24][u16 <= 100]

    # Bytes that prove that the messages look as they should.
    fixtures: [../Fixtures/*.yaml]

    """
  }

  private var hello: String {
    """
    schema: \(name)
    message: Hello

    cases:
      typical:
        revision: "1"
        origin: handmade
        value:
          visit: 7
          name: Wren
          mood: merry
        hex: |
          07000000    # visit
          04 5772656e # name
          01          # mood
      cut:
        revision: "1"
        origin: handmade
        hex: 0700
        error: truncated

    """
  }

  private var welcome: String {
    """
    schema: \(name)
    message: Welcome

    cases:
      typical:
        revision: "1"
        origin: handmade
        value:
          visit: 7
          names: [Wren, Moss]
        hex: |
          07000000    # visit
          0200        # names: count
          04 5772656e # names[0]
          04 4d6f7373 # names[1]

    """
  }

  private var readMe: String {
    """
    # \(name)

    The protocol is written in `Protocol/`, and bytes that prove it in `Fixtures/`.

        realmwire lint             # what is wrong, and how to mend it
        realmwire verify           # whether the schema reads and writes the bytes of the fixtures
        realmwire format           # lay the schemas out
        realmwire explain L301     # what a finding means

    Editors with yaml-language-server (VS Code: the YAML extension) complete and check the schemas by
    `Protocol/realmwire.schema.json`, which `realmwire schema editor` writes.

    """
  }
}
