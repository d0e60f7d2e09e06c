import Testing
import Wire

/// Reads bytes to their end.
func read<Value>(
  _ bytes: [UInt8], rules: WireRules = WireRules(), revision: WireRevision = .only,
  _ body: (inout WireReader) throws(DecodeError) -> Value
) throws(DecodeError) -> Value {
  var reader = WireReader(bytes.span, revision: revision, rules: rules)
  let value = try body(&reader)
  try reader.finish()
  return value
}

/// What a writer was given, in bytes.
func written(
  rules: WireRules = WireRules(), revision: WireRevision = .only,
  _ body: (inout WireWriter) throws(EncodeError) -> Void
) throws(EncodeError) -> [UInt8] {
  var writer = WireWriter(revision: revision, rules: rules)
  try body(&writer)
  return writer.copyBytes()
}

/// The error that reading must end with.
func failure<Value>(
  _ bytes: [UInt8], rules: WireRules = WireRules(), revision: WireRevision = .only,
  _ body: (inout WireReader) throws(DecodeError) -> Value
) -> DecodeError? {
  do throws(DecodeError) {
    _ = try read(bytes, rules: rules, revision: revision, body)
    return nil
  } catch {
    return error
  }
}

/// The error that writing must end with.
func refusal(
  rules: WireRules = WireRules(), _ body: (inout WireWriter) throws(EncodeError) -> Void
) -> EncodeError? {
  do throws(EncodeError) {
    _ = try written(rules: rules, body)
    return nil
  } catch {
    return error
  }
}

let strict = WireRules(strict: true)
let finite = WireRules(finiteFloats: true)
let repairing = WireRules(repairsText: true)
