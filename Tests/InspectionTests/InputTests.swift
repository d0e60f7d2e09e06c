import Inspection
import Testing

@Suite("Input of bytes")
struct InputTests {
  private static let bytes = (0..<20).map { UInt8($0 * 11) }

  private func read(_ text: String) throws -> [UInt8] {
    let input = Array(text.utf8)
    return try InputReader.bytes(of: input, as: .detected(from: input))
  }

  @Test(
    "hex may be grouped, commented, and written as C does",
    arguments: [
      "01ff20", "01 ff 20", "01FF\n20\n", "# a\n01 # ff\nff20", "0x01, 0xff, 0x20", "01:ff:20", "\t01ff\r\n20",
    ])
  func hex(text: String) throws {
    #expect(try read(text) == [0x01, 0xFF, 0x20])
  }

  @Test(
    "hexdumps are read, whoever printed them",
    arguments: [
      // xxd
      "00000000: 000b 1621 2c37 424d 5863 6e79 848f 9aa5  ...!,7BMXcny....\n00000010: b0bb c6d1                                ....\n",
      // hexdump -C
      "00000000  00 0b 16 21 2c 37 42 4d  58 63 6e 79 84 8f 9a a5  |...!,7BMXcny....|\n00000010  b0 bb c6 d1                                       |....|\n00000014\n",
      // Wireshark
      "0000   00 0b 16 21 2c 37 42 4d 58 63 6e 79 84 8f 9a a5   ...!,7BMXcny....\n0010   b0 bb c6 d1                                       ....\n",
      // xxd -c 20 -g 1
      "00000000: 00 0b 16 21 2c 37 42 4d 58 63 6e 79 84 8f 9a a5 b0 bb c6 d1  ...!,7BMXcny........\n",
      // od -A x -t x1
      "000000 00 0b 16 21 2c 37 42 4d 58 63 6e 79 84 8f 9a a5\n000010 b0 bb c6 d1\n000014\n",
      // tcpdump -x
      "\t0x0000:  000b 1621 2c37 424d 5863 6e79 848f 9aa5\n\t0x0010:  b0bb c6d1\n",
    ])
  func hexdump(text: String) throws {
    #expect(try read(text) == Self.bytes)
  }

  @Test("a `*` in a hexdump stands for the lines that are equal to the one before")
  func repeated() throws {
    let text =
      "00000000  41 41 41 41 41 41 41 41  41 41 41 41 41 41 41 41  |AAAAAAAAAAAAAAAA|\n*\n00000030  01 |.|\n00000031\n"
    #expect(try read(text) == [UInt8](repeating: 0x41, count: 48) + [1])
  }

  @Test("what is no text is binary; what is no hex and no binary is named by its place")
  func others() throws {
    #expect(InputForm.detected(from: [0x00, 0x41]) == .binary)
    #expect(InputForm.detected(from: [0x41, 0xFF]) == .binary)
    #expect(InputForm.detected(from: Array("é".utf8.dropLast())) == .hex)
    #expect(problem("01 f\n0g") == "line 1, column 4: half a byte: a second digit is missing")
    #expect(problem("01\n0g") == "line 2, column 2: `g` is no hexadecimal digit")
    #expect(problem("01 2") == "line 1, column 4: half a byte: a second digit is missing")
    #expect(problem("00000000: 4142\n00000004: 4142\n") == "line 2, column 1: offset 0x4 where 0x2 should follow")
    #expect(problem("00000000: 4142\n00000002: 414\n")?.hasPrefix("line 2, column 1: this is no line") == true)
    #expect(problem("00000000: 4142\nhello\n")?.hasPrefix("line 2, column 1: this is no line of a hexdump") == true)
    #expect(problem("00000000: 4142\n*\n")?.hasPrefix("line 3, column 1: `*` is the last line") == true)
    #expect(problem("00000000: 4142\n*\n7fffffffffff: 41\n")?.contains("too many") == true)
    #expect(problem("ffffffffffffffff: 0700\n")?.hasPrefix("line 1, column 1: this line ends beyond") == true)
  }

  private func problem(_ text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("pieces of any size give the same bytes", arguments: [1, 2, 3, 7, 50])
  func pieces(size: Int) throws {
    let texts = [
      "0x01, 0xff # c\n20", "00000000  00 0b 16 |...|\n00000003\n",
      "00000000: 4141 4141 4141 4141 4141 4141 4141 4141  A\n*\n00000040: 42  B\n",
    ]
    for text in texts {
      let input = Array(text.utf8)
      var reader = InputForm.detected(from: input).reader
      var bytes: [UInt8] = []
      for start in stride(from: 0, to: input.count, by: size) {
        bytes += try reader.read(Array(input[start..<min(start + size, input.count)]))
      }
      bytes += try reader.finish()
      #expect(try bytes == read(text))
    }
  }
}
