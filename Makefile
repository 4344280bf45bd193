# Every target that builds sees to it first that the system has what it needs; `make help` lists them.
#
# FALTBILD_SCRATCH: where debug builds go (.build). FALTBILD_RELEASE_SCRATCH: where release builds go
# (.build-release, or beside FALTBILD_SCRATCH if that is set). The two are never one folder: switching between
# debug and release in one would rebuild everything.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

# Without it SwiftPM orders some compiler flags at random and rebuilds packages for nothing.
export SWIFT_DETERMINISTIC_HASHING := 1

ifdef FALTBILD_SCRATCH
FALTBILD_RELEASE_SCRATCH ?= $(FALTBILD_SCRATCH)-release
endif
FALTBILD_SCRATCH ?= .build
FALTBILD_RELEASE_SCRATCH ?= .build-release
export FALTBILD_SCRATCH FALTBILD_RELEASE_SCRATCH

debug := swift build --scratch-path "$(FALTBILD_SCRATCH)"
release := swift build --configuration release --scratch-path "$(FALTBILD_RELEASE_SCRATCH)"

.PHONY: demo
demo: bootstrap ## Build, and see the main job done: two laptops, one server, the year 2024
	$(release) --product field
	$(release) --product field-server
	Scripts/demo "$$($(release) --show-bin-path)"

.PHONY: test
test: test-tools ## Build and run every test, then 500 fleets from seeds
	$(debug) --build-tests
	Scripts/test
	"$$($(debug) --show-bin-path)/fleet-simulator" --seeds 500 --steps 16

.PHONY: check
check: lint ## The quick part: form, tidiness and unit tests, without processes, servers and the long laws
	$(debug) --build-tests
	Scripts/test --skip "EndToEndTests|SyncServerTests|LawTests|FleetSimulatorTests|DecoderFuzzerTests|ControlOrderTests"

.PHONY: soak
soak: bootstrap ## Play 30,000 fleets from seeds, in release; hours
	$(release) --product fleet-simulator
	"$$($(release) --show-bin-path)/fleet-simulator" --seeds 30000

.PHONY: fuzz
fuzz: bootstrap ## Give damaged inputs to every decoder, 20,000 each
	$(debug) --product decoder-fuzzer
	"$$($(debug) --show-bin-path)/decoder-fuzzer"

.PHONY: mutants
mutants: bootstrap ## See that the tests find deliberate mistakes, planted in a copy; most of an hour
	Scripts/mutants

.PHONY: bench
bench: bootstrap ## Measure against the floors of bare SQLite, in release
	$(release) --product field
	$(release) --product fieldbench
	"$$($(release) --show-bin-path)/fieldbench"

.PHONY: lint
lint: bootstrap ## Check the form of every Swift file
	Scripts/lint

.PHONY: format
format: bootstrap ## Bring every Swift file into form
	Scripts/lint --fix

.PHONY: clean
clean: ## Remove what was built
	rm -rf "$(FALTBILD_SCRATCH)" "$(FALTBILD_RELEASE_SCRATCH)"

.PHONY: bootstrap
bootstrap:
	@Scripts/bootstrap

.PHONY: test-tools
test-tools:
	@Scripts/bootstrap --tests

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile
