# Every verb of a developer's day; `make help` lists them.

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
SHELL := bash
.SHELLFLAGS := -euo pipefail -c

SWIFT ?= swift
# The tool carries Swift's run-time library with it, so that it runs where no Swift is installed.
RELEASE := $(SWIFT) build --configuration release --product realmwire --static-swift-stdlib
TOOL := .build/release/realmwire
SOURCES := $(shell find Package.swift Sources -type f)
SWIFT_CODE = $(wildcard Package.swift Sources Tests Generated Benchmarks Examples Plugins)
PACKAGES := libyaml-dev zlib1g-dev pkg-config

## all: set up what is missing, build the tool, check the protocol, generate its Swift, verify its bytes (plain `make`)
.PHONY: all
all: deps $(TOOL)
	@$(TOOL) lint --no-verify Protocol
	@$(TOOL) generate
	@$(TOOL) verify Protocol

## verify: run all fixtures, and check that no less is proven than before
.PHONY: verify
verify: deps $(TOOL)
	@$(TOOL) verify --coverage Protocol

## verify-compiled: compile the generated code apart, run all fixtures through it, compare it with the interpreter
.PHONY: verify-compiled
verify-compiled: deps $(TOOL)
	@SWIFT="$(SWIFT)" $(TOOL) verify --compiled --scratch .build/verify Protocol

## verify-constructs: the same for every construct of the language, as Fixtures/Schemas/good has them
.PHONY: verify-constructs
verify-constructs: deps $(TOOL)
	@# A hand-written codec is known to Swift alone.
	@SWIFT="$(SWIFT)" $(TOOL) verify --compiled --scratch .build/verify-constructs \
		$(filter-out %/extern.yaml,$(wildcard Fixtures/Schemas/good/*.yaml))

## build: build the tool, optimised, as .build/release/realmwire
.PHONY: build
build: deps $(TOOL)

$(TOOL): $(SOURCES) | deps
	@$(RELEASE)
	@touch $@

## test: run all tests
.PHONY: test
test: deps
	@# What begins and what passes is not worth a line for each case; failures and the closing line are.
	@$(SWIFT) test 2>&1 | awk '/Test run with/ || !/^(◇|✔) / { print; fflush() }'

## lint: check all Swift and all schemas: layout, errors, warnings
.PHONY: lint
lint: lint-swift lint-schemas

.PHONY: lint-swift
lint-swift: deps
	@$(SWIFT) format lint --strict --parallel --recursive $(SWIFT_CODE)

.PHONY: lint-schemas
lint-schemas: deps $(TOOL)
	@$(TOOL) lint --strict Protocol
	@$(TOOL) generate --check
	@$(TOOL) format --check Protocol Fixtures/realm-world

## generate: turn what realmwire.yaml names into Swift under Generated
.PHONY: generate
generate: deps $(TOOL)
	@$(TOOL) generate

## format: lay out all Swift and all schemas
.PHONY: format
format: deps $(TOOL)
	@$(SWIFT) format format --in-place --parallel --recursive $(SWIFT_CODE)
	@$(TOOL) format Protocol Fixtures/realm-world

## ci: everything that must be green before a change is merged
.PHONY: ci
ci:
	@.ci/run

## deps: install the C libraries and check the Swift toolchain
.PHONY: deps
deps:
	@SWIFT="$(SWIFT)" scripts/deps $(PACKAGES)

## fuzz-targets: run random bytes through whatever takes them from strangers (TARGETS="json frames", RUNS=n for each, SEED=n)
.PHONY: fuzz-targets
fuzz-targets: RUNS ?= 1000000
fuzz-targets: deps
	@SWIFT="$(SWIFT)" scripts/fuzz-targets $(RUNS) $(TARGETS)

## examples: build and test the package that generates from its own schema, by both plugins
.PHONY: examples
examples: deps
	@$(SWIFT) package --package-path Examples/Chat --scratch-path .build/examples \
		--allow-writing-to-package-directory generate-protocol --check
	@$(SWIFT) test --package-path Examples/Chat --scratch-path .build/examples

## fuzz: attack the generated decoders (MESSAGES="SaveInventoryItems", TIME=seconds for each, FUZZ="--save")
.PHONY: fuzz
fuzz: TIME ?= 60
fuzz: deps $(TOOL)
	@$(TOOL) fuzz $(MESSAGES) --time $(TIME) $(FUZZ)

## fuzz-selftest: plant faults in a copy of the codecs, and show that the fuzzer finds each (FAULTS="name …")
.PHONY: fuzz-selftest
fuzz-selftest: deps
	@SWIFT="$(SWIFT)" scripts/fuzz-selftest $(FAULTS)

## coverage: which lines of the generated codecs are run by tests, as text and as HTML
.PHONY: coverage
coverage: deps
	@SWIFT="$(SWIFT)" scripts/coverage

## random-schemas: send values through random schemas, interpreted and compiled (COUNT=n SEED=n VALUES=n, default 500 1 100)
.PHONY: random-schemas
random-schemas: COUNT ?= 500
random-schemas: SEED ?= 1
random-schemas: VALUES ?= 100
random-schemas: deps
	@$(SWIFT) build --configuration release --product random-schemas
	@.build/release/random-schemas --count $(COUNT) --seed $(SEED) --values $(VALUES)

## bench: time the codecs beside C++ ones (BENCH="--only Save --rounds 501")
.PHONY: bench
bench: deps
	@SWIFT="$(SWIFT)" Benchmarks/bench $(BENCH)

## bench-instructions: count the codecs' instructions against limits from both sides
.PHONY: bench-instructions
bench-instructions: PACKAGES += valgrind
bench-instructions: deps
	@SWIFT="$(SWIFT)" Benchmarks/bench-instructions $(BENCH)

## clean: remove everything that was built
.PHONY: clean
clean:
	@rm -rf .build

## help: list these verbs
.PHONY: help
help:
	@echo "make <verb>, where the verb is one of"
	@echo
	@sed -n 's/^## \([a-z-]*\): \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | sort | awk -F '\t' '{ printf "  %-20s %s\n", $$1, $$2 }'
