import Diagnostics
import Testing

@Suite("Positions in a source file")
struct SourceFileTests {
  @Test("Lines end at LF, CR and CRLF alike")
  func lineEnds() {
    let file = SourceFile(path: "x", bytes: Array("a\nb\r\nc\rd".utf8))
    #expect(file.lineStarts == [0, 2, 5, 7])
    #expect(file.contents(ofLine: 2) == 2..<3)
  }

  @Test("Columns count scalars, not bytes")
  func columns() {
    let file = SourceFile(path: "x", bytes: Array("é: ß!".utf8))
    #expect(file.position(at: 6).column == 5)
  }

  @Test("A byte order mark takes no column")
  func byteOrderMark() {
    let file = SourceFile(path: "x", bytes: [0xEF, 0xBB, 0xBF] + Array("ab".utf8))
    #expect(file.position(at: 4).column == 2)
  }

  @Test("An offset has its line, and beyond the end the last")
  func lines() {
    let file = SourceFile(path: "x", bytes: Array("a\nb\r\nc".utf8))
    #expect([-1, 0, 1, 2, 4, 5, 6, 99].map(file.line) == [1, 1, 1, 2, 2, 3, 3, 3])
    #expect(SourceFile(path: "x", bytes: []).line(at: 0) == 1)
  }
}
