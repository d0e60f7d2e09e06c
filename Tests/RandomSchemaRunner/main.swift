import Foundation
import RandomSchemas

// random-schemas [--count N] [--seed N] [--values N] [--batch N] [--scratch DIRECTORY] [--print SEED]
//
// Makes schemas out of every construct of the language and sends values through them: by the interpreter, then by the
// Swift that is generated, which is compiled `batch` schemas at a time. What fails is made as small as it can be.

var numbers = ["--count": 500, "--seed": 1, "--values": 100, "--batch": 50]
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
var directory = repository.appending(path: ".build/random-schemas")
var arguments = CommandLine.arguments.dropFirst()
while let option = arguments.popFirst() {
  guard let value = arguments.popFirst() else { stop("\(option) needs a value") }
  if option == "--scratch" {
    directory = URL(filePath: value)
  } else if option == "--print", let seed = UInt64(value) {
    print(RandomSchema.sketch(seed: seed).yaml, terminator: "")
    exit(0)
  } else if numbers[option] != nil, let number = Int(value), number >= 0 {
    numbers[option] = number
  } else {
    stop("\(option) \(value): not understood")
  }
}

let runner = Runner(
  count: numbers["--count", default: 0], firstSeed: UInt64(numbers["--seed", default: 1]),
  values: numbers["--values", default: 0], batch: numbers["--batch", default: 0],
  scratch: Scratch(directory: directory, repository: repository))
do {
  exit(try runner.run() ? 0 : 1)
} catch {
  stop("\(error)")
}

func stop(_ text: String) -> Never {
  FileHandle.standardError.write(Data("error: \(text)\n".utf8))
  exit(2)
}
