import Wire

/// What must hold of the reader and the writer of frames, whatever the header looks like.
///
/// The first four bytes of an input say how the header looks and in which pieces the stream arrives; the rest is the
/// stream.
enum FrameProbe {
  static func problem(with input: [UInt8]) -> String? {
    guard input.count >= 4 else { return nil }
    let header = ProbedHeader(input[0], input[1])
    let stream = Array(input.dropFirst(4))
    let expected = header.cut(stream)
    for sizes in [[stream.count], [1], [Int(input[2]) % 64, Int(input[3])]] {
      let words = "in pieces of \(sizes.map(String.init).joined(separator: ", ")) bytes"
      let seen = StreamCut(stream, header, sizes: sizes)
      guard seen.frames == expected.frames else {
        return "\(seen.frames.count) frames \(words), there are \(expected.frames.count), or they hold other bytes"
      }
      guard (seen.error != nil) == (expected.brokenAt != nil) else {
        return "\(words) \(seen.error.map(\.description) ?? "the stream goes on"), wrongly"
      }
      guard seen.mostBuffered <= stream.count, seen.unread <= stream.count else {
        return "more bytes are held than were received, \(words)"
      }
    }
    return problemOfPatience(stream, header, expected) ?? problemOfWriting(expected, stream, header)
  }

  /// A reader that gets exactly what it asks for: it asks once for the header and once for the body, never for nothing,
  /// and complains of a header as soon as that is whole.
  private static func problemOfPatience(
    _ stream: [UInt8], _ header: ProbedHeader, _ expected: ExpectedFrames
  ) -> String? {
    guard header.sizeWidth > 0 else { return nil }
    var reader = FrameReader(header.format)
    var rest = stream[...]
    var frames = 0
    var requests = 0
    do throws(FrameError) {
      while true {
        switch try reader.next() {
        case .frame: frames += 1
        case .needs(let count):
          requests += 1
          guard count > 0 else { return "it waits for nothing" }
          guard requests <= 2 * (frames + 1) else { return "it asks a third time for one frame" }
          guard count <= rest.count else { return frames == expected.frames.count ? nil : "it asks for too many bytes" }
          reader.append(Array(rest.prefix(count)))
          rest = rest.dropFirst(count)
        }
      }
    } catch {
      let read = stream.count - rest.count
      return expected.brokenAt.map { $0 + header.bytes } == read ? nil : "the header is refused after \(read) bytes"
    }
  }

  /// Frames that are written again are the stream.
  private static func problemOfWriting(
    _ expected: ExpectedFrames, _ stream: [UInt8], _ header: ProbedHeader
  ) -> String? {
    var writer = WireWriter()
    do throws(EncodeError) {
      for frame in expected.frames {
        let start = try writer.beginFrame(header.format, opcode: frame.opcode)
        for byte in frame.body { writer.u8(byte) }
        try writer.endFrame(header.format, at: start)
      }
    } catch {
      return "a frame that was read cannot be written: \(error)"
    }
    return stream.starts(with: writer.copyBytes()) ? nil : "a frame is written otherwise than it was read"
  }
}

/// A stream read in pieces.
struct StreamCut {
  var frames: [FrameReader.Frame] = []
  var error: FrameError?
  var unread = 0
  var mostBuffered = 0

  init(_ stream: [UInt8], _ header: ProbedHeader, sizes: [Int]) {
    var reader = FrameReader(header.format)
    do throws(FrameError) {
      for piece in Pieces(stream[...], sizes: sizes) {
        reader.append(piece)
        mostBuffered = max(mostBuffered, reader.buffered)
        while let frame = try Self.next(&reader, header) { frames.append(frame) }
      }
      unread = reader.buffered
    } catch {
      self.error = error
    }
  }

  private static func next(
    _ reader: inout FrameReader, _ header: ProbedHeader
  ) throws(FrameError) -> FrameReader.Frame? {
    guard header.sizeWidth == 0 else {
      guard case .frame(let frame) = try reader.next() else { return nil }
      return frame
    }
    guard let next = try reader.nextHeader(), let body = reader.takeBody(header.bodySize) else { return nil }
    return FrameReader.Frame(opcode: next.opcode, body: body)
  }
}
