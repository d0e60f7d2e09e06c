import Testing

@testable import SchemaFormat

@Suite("Comments")
struct CommentTests {
  @Test("every comment finds its place", arguments: examples)
  func places(_ example: Example) {
    #expect(formatted(example.before) == example.after)
    #expect(formatted(example.after) == example.after)
  }

  static let examples = [
    Example("header and footer", "#!h\n\n#g\na: 1\n\n# f\n  # g\n", "#!h\n\n#g\na: 1\n\n# f\n# g\n"),
    Example("above an entry", "a:\n      # of b\n  b: 1\n# of c\n  c: 2\n", "a:\n  # of b\n  b: 1\n  # of c\n  c: 2\n"),
    Example("at the end of a line", "a: 1 # x\nb: 2     #   y  \n", "a: 1  # x\nb: 2  #   y\n"),
    Example("aligned", "a: 1        # x\nbcd: 22     # y\n\ne: 3   # z\n", "a: 1     # x\nbcd: 22  # y\n\ne: 3  # z\n"),
    Example("not aligned", "a: 1 # x\nbcd: 22 # y\n", "a: 1  # x\nbcd: 22  # y\n"),
    Example(
      "going on below", "a: 1      # x\n          # y\n          # z\nbc: 2\n",
      "a: 1  # x\n      # y\n      # z\nbc: 2\n"),
    Example("after a key", "a:   # x\n  b: 1\n", "a:  # x\n  b: 1\n"),
    Example("between key and value", "a: # x\n  1\n", "# x\na: 1\n"),
    Example("after a dash", "-  # x\n  a: 1\n", "# x\n- a: 1\n"),
    Example(
      "at the end of a section", "a:\n  b: 1\n  # more of a\n# of c\nc: 2\n",
      "a:\n  b: 1\n  # more of a\n\n# of c\nc: 2\n"),
    Example("below a list that is not indented", "a:\n- b\n# of c\nc: 1\n", "a:\n  - b\n\n# of c\nc: 1\n"),
    Example(
      "in brackets", "a: [   # x\n  b, # y\n  # z\n  c\n  # end\n]\n", "a:  # x\n  - b  # y\n  # z\n  - c\n  # end\n"),
    Example("in braces", "- {a: 1, # x\n   b: {c: 2}}\n", "- a: 1  # x\n  b: {c: 2}\n"),
    Example("in pairs without braces", "a: [b: 1 # x\n  , c: 2]\n", "a:\n  - b: 1  # x\n  - c: 2\n"),
    Example("in empty brackets", "a: [ # x\n ] # y\n", "# x\na: []  # y\n"),
    Example("after brackets", "a: [b,\n c]   # x\n", "a: [b, c]  # x\n"),
    Example(
      "after brackets that hold comments", "a: [b, # x\n c\n ] # y\nd: 1\n", "a:\n  - b  # x\n  - c  # y\n\nd: 1\n"),
    Example("within texts", "a: 'x # y'\nb: x#y # z\n", "a: \"x # y\"\nb: x#y  # z\n"),
    Example("without a space before", "a: 'x'# y\n", "a: x  # y\n"),
    Example("around document marks", "# a\n--- # b\nc: 1\n... # d\n", "# a\n# b\nc: 1\n# d\n"),
    Example("below kept blank lines", "a: |+\n  x\n\n# y\nb: 1\n", "a: |+\n  x\n\n# y\nb: 1\n"),
  ]
}
