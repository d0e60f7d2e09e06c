/// The whole of a program that answers for compiled code: requests on standard input, answers on standard output.
public enum BridgeLoop {
  /// Answers every line until there are no more.
  public static func run(_ bridged: BridgedProtocol) {
    var service = BridgeService(bridged)
    while let line = readLine() { print(service.answer(line: line)) }
  }
}
