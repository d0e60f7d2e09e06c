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

## test: run all tests
.PHONY: test
test: deps
	@# What begins and what passes is not worth a line for each case; failures and the closing line are.
	@$(SWIFT) test 2>&1 | awk '/Test run with/ || !/^(◇|✔) / { print; fflush() }'

## deps: install the C libraries and check the Swift toolchain
.PHONY: deps
deps:
	@SWIFT="$(SWIFT)" scripts/deps $(PACKAGES)

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
