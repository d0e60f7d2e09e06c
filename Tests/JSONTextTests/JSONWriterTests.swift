import JSONText
import Testing

@Suite("Writing JSON")
struct JSONWriterTests {
  private let document: JSON = [
    "name": "Item", "sizes": [32, 40], "empty": [:], "none": [], "since": .null, "open": true, "nested": [["a": false]],
  ]

  @Test func inOneLine() {
    #expect(
      document.compact()
        == #"{"name":"Item","sizes":[32,40],"empty":{},"none":[],"since":null,"open":true,"nested":[{"a":false}]}"#)
  }

  @Test func forPeople() {
    #expect(
      document.pretty() == """
        {
          "name": "Item",
          "sizes": [
            32,
            40
          ],
          "empty": {},
          "none": [],
          "since": null,
          "open": true,
          "nested": [
            {
              "a": false
            }
          ]
        }

        """)
  }

  @Test(arguments: [
    ("\"\\/", #""\"\\/""#), ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#), ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#),
    ("a\u{9B}\u{A0}é🎲", "\"a\\u009b\u{A0}é🎲\""), ("\r\n", #""\r\n""#), ("", "\"\""),
  ])
  func escapes(text: String, expected: String) throws {
    #expect(JSON.string(text).compact() == expected)
    #expect(try JSON(parsing: expected) == .string(text))
  }

  @Test func numbers() {
    #expect(JSON(UInt64.max).compact() == "18446744073709551615")
    #expect(JSON(-1).compact() == "-1")
    #expect(JSON(0.1)?.compact() == "0.1")
    #expect(JSON(-1e300)?.compact() == "-1e+300")
    #expect(JSON(Double.nan) == nil && JSON(-Double.infinity) == nil)
  }

  @Test func appendsToATextThatIsGathered() {
    var bytes = Array("> ".utf8)
    JSON.array([1]).write(to: &bytes)
    #expect(bytes == Array("> [1]".utf8))
  }

  @Test func membersAreFoundAndReplacedInPlace() {
    var object = JSON.Object([.init("a", 1), .init("b", 2)])
    object["a"] = 3
    object["c"] = 4
    object["b"] = JSON.null
    #expect(JSON.object(object) == ["a": 3, "b": .null, "c": 4])
    object["b"] = nil
    #expect(JSON.object(object) == ["a": 3, "c": 4])
    #expect(document["name"] == "Item" && document["other"] == nil && JSON.null["name"] == nil)
  }
}
