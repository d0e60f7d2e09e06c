public import SchemaModel

/// Decodes and encodes straight from a resolved schema: a second implementation of what generated code does.
///
/// ```swift
/// let interpreter = WireInterpreter(model)
/// let body = try interpreter.decode(bytes, as: .message(index), at: revision)
/// try interpreter.encode(body.value, as: .message(index), at: revision)  // canonical bytes
/// ```
///
/// Total: no bytes and no value make it crash, hang, or take more memory than the schema's limits allow.
public struct WireInterpreter: Sendable {
  /// What bytes stand for.
  public enum Target: Hashable, Sendable {
    case message(MessageIndex)
    case type(TypeIndex)
  }

  /// The schema.
  public let model: SchemaModel

  /// An interpreter of a schema that has no errors.
  public init(_ model: SchemaModel) { self.model = model }

  /// The message of this name, or else the type.
  public func target(named name: String) -> Target? {
    if let message = model.message(named: name) { return .message(message.index) }
    return model.types.firstIndex { $0.name == name }.map { .type($0) }
  }

  /// The name of a message or type.
  public func name(of target: Target) -> String {
    switch target {
    case .message(let index): model.messages[index].name
    case .type(let index): model.types[index].name
    }
  }

  /// The policy of a message's link. A type alone follows the first link.
  public func policy(for target: Target, isStrict: Bool = false) -> WirePolicy {
    switch target {
    case .message(let index): WirePolicy(model.links[model.messages[index].link], isStrict: isStrict)
    case .type: WirePolicy(model.links.first, isStrict: isStrict)
    }
  }

  /// What a body holds.
  public struct DecodedBody: Hashable, Sendable {
    /// The value.
    public var value: WireValue
    /// Bytes after the value, which the link keeps.
    public var excess: [UInt8]
    /// How many bytes the value took.
    public var consumed: Int

    /// What a body holds.
    public init(value: WireValue, excess: [UInt8] = [], consumed: Int = 0) {
      self.value = value
      self.excess = excess
      self.consumed = consumed
    }
  }

  /// Decodes a whole body. `excess` replaces what the link says of bytes that are left.
  public func decode(
    _ bytes: [UInt8], as target: Target, at revision: Int, strict: Bool = false, excess: Link.Excess? = nil
  ) throws(WireFault) -> DecodedBody {
    var decoder = decoder(bytes, target, revision, strict)
    if let excess { decoder.policy.excess = excess }
    return try decoder.body(target)
  }

  /// Decodes a whole body and says of every byte what it is, as far as decoding gets.
  public func inspect(_ bytes: [UInt8], as target: Target, at revision: Int, strict: Bool = false) -> WireTrace {
    var decoder = decoder(bytes, target, revision, strict)
    decoder.recorder = WireTrace.Recorder()
    let result: Result<DecodedBody, WireFault>
    do throws(WireFault) {
      result = .success(try decoder.body(target))
    } catch {
      result = .failure(error)
    }
    return WireTrace(
      spans: decoder.recorder?.spans ?? [], inflated: decoder.recorder?.inflated ?? [], result: result,
      stream: decoder.stream, omitted: decoder.recorder?.omitted ?? 0)
  }

  private func decoder(_ bytes: [UInt8], _ target: Target, _ revision: Int, _ strict: Bool) -> WireDecoder {
    WireDecoder(
      bytes, model: model, revision: revision, policy: policy(for: target, isStrict: strict), name: name(of: target))
  }

  /// The canonical bytes of a value.
  ///
  /// `excess` are bytes after the value, for links that keep them.
  public func encode(
    _ value: WireValue, as target: Target, at revision: Int, excess: [UInt8] = []
  ) throws(WireFault) -> [UInt8] {
    var encoder = WireEncoder(
      model: model, revision: revision, policy: policy(for: target), name: name(of: target))
    return try encoder.body(value, target, excess)
  }
}
