public import Diagnostics
public import SchemaModel
import SchemaSyntax
import WireInterpreter

/// What became of a case.
public struct FixtureResult: Sendable {
  /// The case.
  public let fixture: FixtureCase
  /// Why it failed; nil when it passed.
  public let failure: FixtureFailure?

  /// Whether all that the case says is so.
  public var passed: Bool { failure == nil }
}

/// Why a case failed.
public struct FixtureFailure: Sendable {
  /// What went wrong, in one sentence: `decodes to another value`.
  public let summary: String
  /// The field, as a path without the message's name; empty for the message as a whole.
  public let path: String
  /// The byte of the body, where one is at fault.
  public let offset: Int?
  /// What the fixture says.
  public let expected: String
  /// What was found.
  public let found: String
  /// The two byte strings, when bytes differ.
  public let bytes: ByteComparison?
  /// The finding, at the place in the fixture that says otherwise.
  public let diagnostic: Diagnostic
}

/// Runs cases through the interpreter, or through another codec.
///
/// ```swift
/// let verifier = FixtureVerifier(model)
/// let results = cases.map(verifier.verify)
/// results.compactMap(\.failure?.diagnostic)  // L801
/// ```
public struct FixtureVerifier: Sendable {
  let model: SchemaModel
  let interpreter: WireInterpreter
  /// What runs the cases; nil for the interpreter.
  private let compiled: (any FixtureCodec)?
  private var codec: any FixtureCodec { compiled ?? InterpretedCodec(interpreter) }

  /// A verifier for cases of this model, by the interpreter or by compiled code.
  public init(_ model: SchemaModel, compiled: (any FixtureCodec)? = nil) {
    self.model = model
    self.compiled = compiled
    interpreter = WireInterpreter(model)
  }

  private func report(_ fixture: FixtureCase) -> FailureReport {
    FailureReport(fixture, model, isCompiled: compiled != nil)
  }

  /// Does what the case says, and compares.
  public func verify(_ fixture: FixtureCase) -> FixtureResult {
    let failure =
      switch fixture.expectation {
      case .value(let value, let canonical): roundTrip(fixture, value, canonical)
      case .undecodable(let expected): undecodable(fixture, expected)
      case .unencodable(let value, let expected): unencodable(fixture, value, expected)
      case .conversion(let wire, let domain): conversion(fixture, wire, domain)
      case .unconvertible(let domain, let expected): unconvertible(fixture, domain, expected)
      }
    return FixtureResult(fixture: fixture, failure: failure)
  }

  // MARK: - Bytes and values

  private func roundTrip(_ fixture: FixtureCase, _ value: WireValue?, _ canonical: [UInt8]?) -> FixtureFailure? {
    let report = report(fixture)
    let body: WireInterpreter.DecodedBody
    do throws(WireFault) {
      body = try codec.decode(fixture.bytes, as: fixture.target, at: fixture.revision, strict: false)
    } catch {
      return report.fault(error, "does not decode", expected: "a value")
    }
    if let value, let difference = difference(fixture, expected: value, found: body.value) {
      return report.difference(
        difference, interpreter.inspect(fixture.bytes, as: fixture.target, at: fixture.revision),
        encoded: try? interpreter.encode(value, as: fixture.target, at: fixture.revision))
    }
    guard let canonical else { return nil }
    guard body.consumed == fixture.bytes.count || !body.excess.isEmpty else {
      return report.bytesLeft(body.consumed)
    }
    do throws(WireFault) {
      let encoded = try codec.encode(body.value, as: fixture.target, at: fixture.revision, excess: body.excess)
      guard encoded != canonical else { return nil }
      return report.otherBytes(
        expected: canonical, found: encoded, interpreter.inspect(encoded, as: fixture.target, at: fixture.revision))
    } catch {
      return report.fault(error, "does not encode", expected: "bytes")
    }
  }

  private func difference(_ fixture: FixtureCase, expected: WireValue, found: WireValue) -> WireDifference? {
    interpreter.difference(expected: expected, found: found, as: fixture.target, at: fixture.revision)
  }

  private func undecodable(_ fixture: FixtureCase, _ expected: FixtureCase.Failure) -> FixtureFailure? {
    let report = report(fixture)
    do throws(WireFault) {
      let body = try codec.decode(
        fixture.bytes, as: fixture.target, at: fixture.revision, strict: fixture.isStrict)
      return report.noFault(expected, but: "decodes", to: body.value)
    } catch {
      return report.otherFault(error, than: expected, "decoding")
    }
  }

  private func unencodable(
    _ fixture: FixtureCase, _ value: WireValue, _ expected: FixtureCase.Failure
  ) -> FixtureFailure? {
    let report = report(fixture)
    do throws(WireFault) {
      let bytes = try codec.encode(value, as: fixture.target, at: fixture.revision, excess: [])
      return report.noFault(expected, but: "encodes to \(HexText.compact(bytes.prefix(16)))", to: nil)
    } catch {
      return report.otherFault(error, than: expected, "encoding")
    }
  }

  // MARK: - Conversions

  private func conversion(_ fixture: FixtureCase, _ wire: WireValue, _ domain: WireValue) -> FixtureFailure? {
    let report = report(fixture)
    guard case .type(let type) = fixture.target else { return nil }
    do throws(WireFault) {
      let widened = try codec.widen(wire, to: type, at: fixture.revision)
      if let difference = difference(fixture, expected: domain, found: widened) {
        return report.difference(difference)
      }
      let narrowed = try codec.narrow(domain, of: type, at: fixture.revision)
      return difference(fixture, expected: wire, found: narrowed).map { report.difference($0) }
    } catch {
      return report.fault(error, "does not narrow", expected: "a value of the struct")
    }
  }

  private func unconvertible(
    _ fixture: FixtureCase, _ domain: WireValue, _ expected: FixtureCase.Failure
  ) -> FixtureFailure? {
    guard case .type(let type) = fixture.target else { return nil }
    let report = report(fixture)
    do throws(WireFault) {
      let wire = try codec.narrow(domain, of: type, at: fixture.revision)
      return report.noFault(expected, but: "narrows", to: wire)
    } catch {
      return report.otherFault(error, than: expected, "narrowing")
    }
  }
}
