public import Diagnostics
public import JSONText
import SchemaModel
public import SchemaSyntax

extension WireInterpreter {
  /// Reads a value from YAML, with a finding at each node that is not what its type asks for.
  public func value(
    of node: Node, as target: Target, at revision: Int
  ) -> (value: WireValue?, findings: [Diagnostic]) {
    let (value, problems) = read(ValueSource(node), target, revision)
    return (value, problems.map { $0.finding(at: node.range) })
  }

  /// Reads a value from JSON: what ``json(of:as:at:)`` gives, and the plainer forms that people write.
  public func value(of json: JSON, as target: Target, at revision: Int) throws(ValueProblem) -> WireValue {
    let (value, problems) = read(ValueSource(json), target, revision)
    if let problem = problems.first { throw problem }
    return value ?? .structure([])
  }

  private func read(
    _ source: ValueSource, _ target: Target, _ revision: Int
  ) -> (value: WireValue?, problems: [ValueProblem]) {
    var reader = ValueReader(model, name: name(of: target))
    let value =
      switch target {
      case .message(let index): reader.structure(source, TypedBody(model.messages[index].body), at: revision)
      case .type(let index): reader.value(source, .named(index), at: revision)
      }
    return (reader.problems.isEmpty ? value : nil, reader.problems)
  }
}
