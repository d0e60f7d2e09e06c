import Diagnostics
import Fixtures
import Testing

/// What each kind of wrong case is told, and where.
@Suite("Verification")
struct VerifierTests {
  private func lines(_ fields: String, types: String = "{}", _ cases: String) throws -> [String] {
    try Bench(schema(fields, types: types), fixture(cases)).verify().lines
  }

  @Test("a right case passes at every revision that has the message")
  func right() throws {
    let outcome = try Bench(schema("[id: u16]"), fixture("  one: {value: {id: 0x102}, hex: 02 01}")).verify()
    #expect(outcome.lines == [])
    #expect(outcome.cases.map(\.revision) == [0, 1])
  }

  @Test("another value than the bytes say is pointed at in the value")
  func otherValue() throws {
    let types = "{Item: {fields: [slot: u8, stack: u8]}}"
    let found = try lines(
      "[items: \"Item[u8]\"]", types: types,
      "  one: {revision: a, value: {items: [{slot: 1, stack: 2}, {slot: 3, stack: 5}]}, hex: 02 0102 0304}")
    #expect(
      found == ["4:76 L801 case `one` of `Ping` at a says that `items[1].stack` is 5, but in the bytes it is 4"])
  }

  @Test("a field that the value lacks is named")
  func missingField() throws {
    let found = try lines("[id: u8, more: u8]", "  one: {revision: a, value: {id: 1}, hex: 01 02}")
    #expect(found == ["4:3 L801 case `one` of `Ping` at a lacks `more`, which is 2 in the bytes"])
  }

  @Test("bytes that no encoder writes are pointed at, and shown beside what it writes")
  func otherBytes() throws {
    let outcome = try Bench(
      schema("[id: u8, isOn: bool]"), fixture("  one: {revision: a, value: {id: 1, isOn: true}, hex: \"01 07\"}")
    ).verify()
    #expect(
      outcome.lines == ["4:59 L801 case `one` of `Ping` at a encodes to other bytes from 0x1 on, in `isOn`"])
    let failure = try #require(outcome.results.first?.failure)
    #expect(failure.path == "isOn" && failure.offset == 1 && failure.expected == "07" && failure.found == "01")
    #expect(failure.diagnostic.notes.first?.contains("01 07") == true)
  }

  @Test("`decodeOnly` bytes need not be what an encoder writes")
  func decodeOnly() throws {
    #expect(try lines("[isOn: bool]", "  one: {value: {isOn: true}, decodeOnly: true, hex: \"07\"}") == [])
  }

  @Test("bytes that cannot be decoded are pointed at")
  func undecodable() throws {
    let found = try lines("[id: u8, size: u16]", "  one: {revision: a, value: {id: 1, size: 2}, hex: 01 02}")
    #expect(
      found == ["4:55 L801 case `one` of `Ping` at a does not decode: Ping.size at 0x1: truncated, want 2, have 1"])
    let left = try lines("[id: u8]", "  one: {revision: a, value: {id: 1}, hex: 01 0203}")
    #expect(left == ["4:46 L801 case `one` of `Ping` at a does not decode: Ping at 0x1: excess, 2 bytes left over"])
  }

  @Test("`sameAs` has the other's value, and encodes to the other's bytes")
  func sameAs() throws {
    let clean = "  clean: {revision: a, value: {isOn: true}, hex: \"01\"}\n"
    #expect(try lines("[isOn: bool]", clean + "  dirty: {revision: a, sameAs: clean, hex: \"07\"}") == [])
    #expect(
      try lines("[isOn: bool]", clean + "  dirty: {revision: a, sameAs: clean, hex: \"00\"}") == [
        "5:3 L801 case `dirty` of `Ping` at a says that `isOn` is true, but in the bytes it is false"
      ])
    #expect(
      try lines("[isOn: bool]", clean + "  dirty: {revision: a, sameAs: clear, hex: \"07\"}") == [
        "5:32 L201 unknown case `clear`"
      ])
  }

  @Test("an error must be of the kind, and at the field, that the case names")
  func errors() throws {
    let one = "  one: {revision: a, error: "
    #expect(try lines("[id: u16]", one + "truncated, hex: \"01\"}") == [])
    #expect(try lines("[id: u16]", one + "truncated, at: id, hex: \"01\"}") == [])
    #expect(
      try lines("[id: u16]", one + "excess, hex: \"01\"}") == [
        "4:43 L801 case `one` of `Ping` at a should fail with `excess`, but decoding fails with `truncated`: "
          + "Ping.id at 0x0: truncated, want 2, have 1"
      ])
    #expect(
      try lines("[id: u16]", one + "truncated, hex: \"0100\"}") == [
        "4:45 L801 case `one` of `Ping` at a should fail with `truncated`, but decodes"
      ])
    #expect(
      try lines("[id: u16]", one + "truncated, at: ib, hex: \"01\"}").first?.contains("should fail at `ib`") == true)
  }

  @Test("`noncanonical` means a strict decode")
  func strict() throws {
    #expect(try lines("[isOn: bool]", "  one: {error: noncanonical, hex: \"07\"}") == [])
    #expect(try lines("[isOn: bool]", "  one: {revision: a, error: noncanonical, hex: \"01\"}").count == 1)
  }

  @Test("a value without bytes must fail to encode")
  func unencodable() throws {
    #expect(try lines("[id: u8]", "  one: {value: {id: 256}, error: narrowing, at: id}") == [])
    #expect(
      try lines("[id: u8]", "  one: {revision: a, value: {id: 255}, error: narrowing}") == [
        "4:3 L801 case `one` of `Ping` at a should fail with `narrowing`, but encodes to ff"
      ])
  }

  @Test("names that do not exist are pointed at")
  func names() throws {
    #expect(
      try lines("[id: u8]", "  one: {revision: c, value: {id: 1}, hex: \"01\"}") == ["4:19 L501 unknown revision `c`"])
    #expect(
      try Bench(schema("[id: u8]"), "schema: demo\nmessage: Pong\ncases: {}").verify().lines == [
        "2:10 L201 unknown message `Pong`"
      ])
    #expect(
      try Bench(schema("[id: u8]"), "schema: demon\nmessage: Ping\ncases: {}").verify().lines == [
        "1:9 L801 this file belongs to schema `demon`, not to `demo`"
      ])
  }

  @Test("what a case needs, and what it must not have")
  func shapes() throws {
    let messages = try lines(
      "[id: u8]",
      """
        a: {value: {id: 1}}
        b: {hex: "01"}
        c: {hex: "01", value: {id: 1}, error: truncated}
        d: {hex: "01", valeu: {id: 1}}
        e: {hex: "01", error: trunkated}
        f: {hex: "01", value: {id: 1}, wire: {id: 1}}
        g: [1]
        h: {hex: [1], error: excess}
      """)
    #expect(
      messages == [
        "4:3 L007 case `a` needs `hex`",
        "5:3 L007 case `b` needs `value`",
        "6:34 L007 `error` does not belong here",
        "7:18 L003 unknown key `valeu` in a case",
        "8:25 L007 `trunkated` is not a value of this key",
        "9:34 L007 `wire` does not belong here",
        "10:6 L007 a case must be a mapping, not a list",
        "11:12 L007 expected hex digits, not a list",
      ])
  }
}

@Suite("Conversions of domain types")
struct ConversionTests {
  private let types = "{Item: {fields: [slot: u8, stack: u8]}, Thing: {widens: Item, fields: [stack: u16]}}"

  private func lines(_ cases: String) throws -> [String] {
    try Bench(schema("[item: Item]", types: types), "schema: demo\ntype: Thing\ncases:\n" + cases).verify().lines
  }

  @Test("the wire's value widens, and narrows back")
  func fits() throws {
    #expect(try lines("  one: {wire: {slot: 1, stack: 255}, domain: {slot: 1, stack: 255}}") == [])
    #expect(
      try lines("  one: {revision: a, wire: {slot: 1, stack: 254}, domain: {slot: 1, stack: 255}}").count == 1)
  }

  @Test("what does not fit names the field")
  func tooLarge() throws {
    let one = "  one: {revision: a, domain: {slot: 1, stack: 256}, error: narrowing"
    #expect(try lines(one + ", at: stack}") == [])
    #expect(
      try lines(one + ", at: slot}").first
        == "4:47 L801 case `one` of `Thing` at a should fail at `slot`, but narrowing fails elsewhere: "
        + "Thing.stack: narrowing, 256 is above 255")
    #expect(try lines("  one: {revision: a, domain: {slot: 1, stack: 9}, error: narrowing}").count == 1)
  }

  @Test("only domain types have conversions")
  func otherType() throws {
    let outcome = try Bench(schema("[item: Item]", types: types), "schema: demo\ntype: Item\ncases: {}").verify()
    #expect(outcome.lines == ["2:7 L201 unknown domain type `Item`"])
  }
}
