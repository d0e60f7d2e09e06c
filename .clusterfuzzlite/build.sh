#!/usr/bin/env bash
# Puts one fuzzer a target in $OUT, each with its corpus and its dictionary. Run by ClusterFuzzLite and OSS-Fuzz, which
# set SRC, OUT and perhaps SANITIZER; by hand: `SRC=… OUT=… .clusterfuzzlite/build.sh`.
set -euo pipefail
cd "$SRC/realmwire"

flags=(--configuration release --sanitize=fuzzer --static-swift-stdlib)
case ${SANITIZER:-address} in
  address) flags+=(--sanitize=address) ;;
  undefined | none) ;;
  coverage) flags+=(-Xswiftc -profile-generate -Xswiftc -profile-coverage-mapping) ;;
  *)
    echo "no sanitizer \`$SANITIZER\` for Swift" >&2
    exit 1
    ;;
esac
# Theirs are flags for clang; Swift hands them to no C file here, and its own are above.
unset CFLAGS CXXFLAGS

scratch=${SCRATCH:-$PWD/.build/clusterfuzzlite}
REALMWIRE_FUZZ=1 swift build --scratch-path "$scratch" "${flags[@]}" --product Fuzzers

# Reports name functions and lines with theirs, which reads Swift's names.
if [ -x /usr/local/bin/llvm-symbolizer-swift ]; then cp /usr/local/bin/llvm-symbolizer-swift "$OUT/llvm-symbolizer"; fi

for corpus in Fixtures/Fuzz/corpus/*/; do
  target=$(basename "$corpus")
  # The same program under each name: the name says what it attacks.
  cp "$scratch/release/Fuzzers" "$OUT/fuzz-$target"
  # What failed once is the best of seeds.
  seeds=("$corpus"*)
  if [ -d "Fixtures/Fuzz/failures/$target" ]; then seeds+=("Fixtures/Fuzz/failures/$target"/*); fi
  printf '%s\n' "${seeds[@]}" | zip --quiet --junk-paths "$OUT/fuzz-${target}_seed_corpus.zip" -@
  if [ -f "Fixtures/Fuzz/$target.dict" ]; then cp "Fixtures/Fuzz/$target.dict" "$OUT/fuzz-$target.dict"; fi
  # Swift's own caches are never freed, and would be reported as leaks.
  printf '%s\n' '[libfuzzer]' 'max_len = 1536' 'timeout = 5' 'rss_limit_mb = 1024' 'detect_leaks = 0' \
    '[asan]' 'detect_leaks = 0' >"$OUT/fuzz-$target.options"
done
