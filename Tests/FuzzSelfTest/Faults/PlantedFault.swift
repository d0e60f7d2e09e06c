/// The fault that this process has: `planted=limit-off-by-one` is the first word of its command line.
public let plantedFault: String = {
  let words = CommandLine.arguments.dropFirst().first?.split(separator: "=") ?? []
  return words.count == 2 && words[0] == "planted" ? String(words[1]) : ""
}()

/// Whether this process has a fault. All are compiled in at once, because building takes far longer than finding them.
@inlinable public func isPlanted(_ name: String) -> Bool { plantedFault == name }
