/// A flag, option or argument that a command takes: what help and completion say of it, and how its values are read.
///
/// ```swift
/// static let paths = Parameter.arguments("path", default: ["Protocol"], "Files, or directories to search.")
/// static let strict = Parameter.flag("strict", "Exit 1 on warnings, too.")
/// static let format = Parameter.option("format", value: "format", default: Format.text, "How to show findings.")
/// …
/// if call[strict] { … }
/// ```
struct Parameter<Result: Sendable>: DeclaredParameter {
  let spec: ParameterSpec
  /// Reads values that ``ParameterSpec/accepts`` let pass.
  let read: @Sendable ([String]) -> Result
}

/// A parameter of any type, as commands list it.
protocol DeclaredParameter: Sendable {
  var spec: ParameterSpec { get }
}

/// A parameter without its type: facts alone.
struct ParameterSpec: Sendable {
  enum Kind: Sendable { case flag, option, argument }

  /// What a shell offers where a value stands.
  enum Completion: Hashable, Sendable { case nothing, files, directories, choices }

  let kind: Kind
  /// `strict` for `--strict`, `path` for `<path>`.
  let name: String
  /// `C` for `-C`.
  var short: Character?
  /// What help calls the value.
  var valueName = ""
  /// One or two sentences.
  let help: String
  /// The only values; empty when there are many.
  var choices: [String] = []
  /// What a value must be, where a wrong one is refused: `a whole number`.
  var expectation = ""
  /// What is used when nothing is given, as help shows it.
  var defaultText: String?
  var isRequired = false
  var isRepeated = false
  var completion = Completion.nothing
  /// Whether a value can be read.
  var accepts: @Sendable (String) -> Bool = { _ in true }

  /// `--format`, `-C`, `<path>`: how people write it.
  var label: String {
    switch kind {
    case .argument: "<\(name)>"
    // `-C` has no long form.
    case .flag, .option: name.count == 1 ? "-\(name)" : "--\(name)"
    }
  }
}

/// A type that a parameter's value may have.
protocol ArgumentValue: Sendable {
  init?(argument: String)
  /// The only values; empty when there are many.
  static var argumentChoices: [String] { get }
  /// What a value must be: `a whole number`.
  static var argumentExpectation: String { get }
  /// As it is written on a command line.
  var argumentText: String { get }
}

extension ArgumentValue {
  static var argumentChoices: [String] { [] }
  static var argumentExpectation: String { "" }
}

extension String: ArgumentValue {
  init?(argument: String) { self = argument }
  var argumentText: String { self }
}

extension Int: ArgumentValue {
  init?(argument: String) { self.init(argument) }
  static var argumentExpectation: String { "a whole number" }
  var argumentText: String { String(self) }
}

extension ArgumentValue where Self: RawRepresentable<String> & CaseIterable {
  init?(argument: String) { self.init(rawValue: argument) }
  static var argumentChoices: [String] { allCases.map(\.rawValue) }
  static var argumentExpectation: String { "" }
  var argumentText: String { rawValue }
}

// MARK: Ways to declare one

extension Parameter {
  /// `--name`, on or off.
  static func flag(_ name: String, short: Character? = nil, _ help: String) -> Self where Result == Bool {
    Self(spec: ParameterSpec(kind: .flag, name: name, short: short, help: help), read: { !$0.isEmpty })
  }

  /// `--name <value>`, with a value to use when it is not given; of several, the last counts.
  static func option(
    _ name: String, short: Character? = nil, value: String, default fallback: Result,
    completing completion: ParameterSpec.Completion = .nothing, _ help: String
  ) -> Self where Result: ArgumentValue {
    var spec = ParameterSpec(kind: .option, name: name, short: short, valueName: value, help: help)
    spec.describe(Result.self, completion)
    spec.defaultText = fallback.argumentText
    return Self(spec: spec, read: { $0.last.flatMap(Result.init(argument:)) ?? fallback })
  }

  /// `--name <value>`, or nil; of several, the last counts.
  static func option<Value: ArgumentValue>(
    _ name: String, short: Character? = nil, value: String,
    completing completion: ParameterSpec.Completion = .nothing, _ help: String
  ) -> Self where Result == Value? {
    var spec = ParameterSpec(kind: .option, name: name, short: short, valueName: value, help: help)
    spec.describe(Value.self, completion)
    return Self(spec: spec, read: { $0.last.flatMap(Value.init(argument:)) })
  }

  /// `--name <value>`, any number of times.
  static func options<Value: ArgumentValue>(
    _ name: String, short: Character? = nil, value: String,
    completing completion: ParameterSpec.Completion = .nothing, _ help: String
  ) -> Self where Result == [Value] {
    var spec = ParameterSpec(kind: .option, name: name, short: short, valueName: value, help: help)
    spec.describe(Value.self, completion)
    spec.isRepeated = true
    return Self(spec: spec, read: { $0.compactMap(Value.init(argument:)) })
  }

  /// `<name>`, which must be given.
  static func argument(
    _ name: String, completing completion: ParameterSpec.Completion = .nothing, _ help: String
  ) -> Self where Result: ArgumentValue {
    var spec = ParameterSpec(kind: .argument, name: name, help: help)
    spec.describe(Result.self, completion)
    spec.isRequired = true
    return Self(
      spec: spec,
      read: { values in
        guard let value = values.first.flatMap(Result.init(argument:)) else {
          preconditionFailure("the parser runs no command without its required arguments")
        }
        return value
      })
  }

  /// `[<name>]`, or nil.
  static func optionalArgument<Value: ArgumentValue>(
    _ name: String, completing completion: ParameterSpec.Completion = .nothing, _ help: String
  ) -> Self where Result == Value? {
    var spec = ParameterSpec(kind: .argument, name: name, help: help)
    spec.describe(Value.self, completion)
    return Self(spec: spec, read: { $0.first.flatMap(Value.init(argument:)) })
  }

  /// `<name>…`: all arguments that are left; the fallback when there are none. Without a fallback one must be given.
  static func arguments<Value: ArgumentValue>(
    _ name: String, default fallback: [Value]? = nil,
    completing completion: ParameterSpec.Completion = .files, _ help: String
  ) -> Self where Result == [Value] {
    var spec = ParameterSpec(kind: .argument, name: name, help: help)
    spec.describe(Value.self, completion)
    spec.isRepeated = true
    spec.isRequired = fallback == nil
    if let fallback, !fallback.isEmpty { spec.defaultText = fallback.map(\.argumentText).joined(separator: " ") }
    return Self(spec: spec, read: { $0.isEmpty ? fallback ?? [] : $0.compactMap(Value.init(argument:)) })
  }
}

extension ParameterSpec {
  fileprivate mutating func describe<Value: ArgumentValue>(_: Value.Type, _ completion: Completion) {
    choices = Value.argumentChoices
    expectation = Value.argumentExpectation
    self.completion = choices.isEmpty ? completion : .choices
    accepts = { Value(argument: $0) != nil }
  }
}
