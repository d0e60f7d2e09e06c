public import JSONText
public import WireInterpreter

/// What was found in bytes, for programs.
public enum InspectionJSON {
  /// `{"ok":true,"message","revision","value","consumed"}`; `excess` is there when the link keeps what was left, and
  /// `revision` when the schema has any.
  public static func answer(_ subject: Subject, _ decoded: WireInterpreter.DecodedBody) -> JSON {
    var members: [JSON.Object.Member] = [.init("ok", true), .init("message", .string(subject.name))]
    if let revision = subject.revisionName { members.append(.init("revision", .string(revision))) }
    let value = subject.interpreter.json(of: decoded.value, as: subject.target, at: subject.revision)
    members.append(.init("value", value))
    members.append(.init("consumed", JSON(decoded.consumed)))
    if !decoded.excess.isEmpty { members.append(.init("excess", .string(Hex.text(decoded.excess)))) }
    return .object(JSON.Object(members))
  }

  /// The same, or `{"ok":false,"message","revision","error"}`.
  public static func answer(_ subject: Subject, _ result: Result<WireInterpreter.DecodedBody, WireFault>) -> JSON {
    switch result {
    case .success(let decoded): return answer(subject, decoded)
    case .failure(let fault):
      var members: [JSON.Object.Member] = [.init("ok", false), .init("message", .string(subject.name))]
      if let revision = subject.revisionName { members.append(.init("revision", .string(revision))) }
      members.append(.init("error", LineProblem(fault).json))
      return .object(JSON.Object(members))
    }
  }

  /// What each byte of a body is: `[{"offset","length","path","role","text"}]`, with `stream` for inflated bytes.
  public static func spans(_ trace: WireTrace) -> JSON {
    .array(
      trace.spans.map { span in
        var members: [JSON.Object.Member] = [
          .init("offset", JSON(span.offset)), .init("length", JSON(span.length)),
          .init("path", .string(span.path.withoutRoot)), .init("role", .string(span.role.rawValue)),
          .init("text", .string(span.text)),
        ]
        if span.stream > 0 { members.insert(.init("stream", JSON(span.stream)), at: 0) }
        return .object(JSON.Object(members))
      })
  }
}

extension JSON {
  /// The object with other members before its own.
  func prefixed(by members: [Object.Member]) -> JSON {
    guard case .object(let object) = self else { return self }
    return .object(Object(members + object.members))
  }

  /// The object with another member at its end.
  public func appending(_ name: String, _ value: JSON) -> JSON {
    guard case .object(let object) = self else { return self }
    return .object(Object(object.members + [.init(name, value)]))
  }
}
