#if REALMWIRE_LIBFUZZER
  import FuzzKit

  /// The fuzzer that steers by coverage, around one target.
  enum LibFuzzer {
    /// What is attacked: libFuzzer calls without a context, always on the thread that called it.
    nonisolated(unsafe) private static var target: (any FuzzTarget)?

    /// Runs libFuzzer with these options; it ends the process when something fails.
    static func attack(_ target: any FuzzTarget, options: [String]) -> CInt {
      unsafe self.target = target
      // libFuzzer starts itself again to merge, through a shell and by the name that it is given here.
      let name = "\(CommandLine.arguments.first ?? "") libfuzzer \(target.name)"
      var words = unsafe ([name] + options).map { unsafe copyOfText($0) }
      unsafe words.append(nil)
      var count = CInt(options.count + 1)
      return unsafe words.withUnsafeMutableBufferPointer { buffer in
        var start = buffer.baseAddress
        return unsafe runDriver(&count, &start) { unsafe LibFuzzer.test($0, $1) }
      }
    }

    private static func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
      let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
      guard let failure = unsafe target?.failure(of: input) else { return 0 }
      // The tool looks for this line; the trap makes libFuzzer keep the input.
      Lines.complain("oracle\t\(failure.oracle.rawValue)\t\(failure.detail)")
      fatalError(failure.oracle.promise)
    }

    /// One in so many inputs is changed by somebody who knows the schema; the others by libFuzzer, which is quicker.
    static let interval: UInt32 = 4

    static func mutated(_ bytes: [UInt8], limit: Int, seed: UInt32) -> [UInt8] {
      unsafe target?.mutated(bytes, limit: limit, seed: UInt64(seed)) ?? bytes
    }
  }

  /// What libFuzzer calls for a new input: most come from its own mutations of bytes, which are cheap.
  @_cdecl("LLVMFuzzerCustomMutator")
  func mutate(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: UInt32) -> Int {
    guard seed % LibFuzzer.interval == 0 else { return unsafe mutateBytes(start, count, limit) }
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let mutated = LibFuzzer.mutated(bytes, limit: limit, seed: seed / LibFuzzer.interval)
    let length = min(mutated.count, limit)
    unsafe start.update(from: mutated, count: length)
    return length
  }

  @_silgen_name("LLVMFuzzerMutate")
  func mutateBytes(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int) -> Int

  @_silgen_name("LLVMFuzzerRunDriver")
  func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
  ) -> CInt

  /// Text that lives as long as the process does.
  private func copyOfText(_ text: String) -> UnsafeMutablePointer<CChar>? {
    let units = Array(text.utf8CString)
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: units.count)
    unsafe copy.initialize(from: units, count: units.count)
    return unsafe copy
  }
#endif
