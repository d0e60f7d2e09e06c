// codec-benchmark [--rounds N] [--only TEXT] [--markdown]
// codec-benchmark --list | --run CASE WORK TIMES      (what instruction counting uses)

try Benchmark(CommandLine.arguments.dropFirst().map { $0 }).run()
