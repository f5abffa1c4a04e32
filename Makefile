# What a person types. Each target brings what it needs: system packages by apt-get where it may,
# otherwise a line that says what to install.

NN := .build/release/nn
# A folder of real data for tests and results; MNIST's files are in its folder `mnist`.
DATA ?=
OUTPUT ?= digits.safetensors

.PHONY: digits studio build test test-release test-bench test-page measure-studio screenshots long first-steps format lint docs results bench limits peers clean prepare

## The main job: trains the 784-16-16-10 digit recogniser and shows what it learned.
digits: build
	$(NN) train digits --output $(OUTPUT) $(if $(DATA),--data $(DATA)/mnist)

## The page on which one draws, trains and understands; with DATA=folder on MNIST as well.
studio: build
	$(NN) studio $(if $(DATA),--data $(DATA)/mnist)

## The release program, static but for the C library, at .build/release/nn.
build: prepare
	scripts/build

## Every test, in debug. With DATA=folder, those that read real data too.
test: prepare
	$(if $(DATA),NN_DATA="$(abspath $(DATA))") swift test

## The same tests against optimised code.
test-release: prepare
	$(if $(DATA),NN_DATA="$(abspath $(DATA))") swift test -c release -Xswiftc -enable-testing

## The tests of the benchmark's own package.
test-bench: prepare
	swift test --package-path Benchmarks --scratch-path .build/benchmarks

## The studio's page in a real browser: Chromium with its driver.
test-page: build
	$(if $(DATA),NN_DATA="$(abspath $(DATA))") scripts/test-page

## How quick the studio is: launch, strokes, and training with the page open.
measure-studio: build
	scripts/test-page --prepare
	.build/browser-python/bin/python Tests/Browser/measure.py

## The pictures of the studio in Documents/studio, taken anew in a real browser.
screenshots: build
	scripts/test-page --prepare
	.build/browser-python/bin/pip install -q pillow
	.build/browser-python/bin/python Tests/Browser/take_screenshots.py

## What takes too long for every change: the results of Benchmarks/README.md, measured anew.
long: test-release results

## This project beside its peers, into Benchmarks/Results; about forty minutes, half of that with
## OPTIONS="--rounds 5 --block 0.12". OPTIONS="--quick" for a glance, OPTIONS="--cases a,d" for some cases, both
## into .build/benchmarks/results. Peers take part once `make peers` has brought them.
bench:
	$(if $(DATA),DATA="$(abspath $(DATA))") scripts/bench $(OPTIONS)

## The measured results of Benchmarks/README.md; needs DATA=folder.
results: build
	scripts/results "$(DATA)"

## How much time and memory files of 1 GB and 100,000 pictures take; needs 2 GB of disk.
limits: build
	scripts/limits

## The frameworks that the benchmark compares with, in .build/peers.
peers:
	scripts/peers

## The smallest networks: one neuron, a threshold unit, XOR.
first-steps: prepare
	swift run -c release first-steps

## Puts the sources into the project's format.
format: prepare
	swift format --in-place --recursive Package.swift Sources Tests Examples

## Checks the format, the documentation comments, and the rules of the house.
lint: prepare
	scripts/lint

## The documentation as pages, in .build/documentation.
docs: prepare
	scripts/docs

clean:
	rm -rf .build

prepare:
	@scripts/prepare
