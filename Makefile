# Every way to work on Baton. Each brings what is missing (xtask/setup.sh) and lets the build tool do the rest.
# ARGS are passed on: make e2e ARGS=move-a-deal · make test ARGS="rules sql" · make sql ARGS=board

# The one toolchain for server and browser, where it is not the first on PATH; setup.sh decides.
export PATH := $(CURDIR)/target/toolchain:$(PATH)
export CARGO_TARGET_DIR := $(CURDIR)/target
XTASK = { [ -x target/debug/xtask ] || echo "compiling the build tool, once (a minute)"; } && cargo xtask

.DEFAULT_GOAL := help
.PHONY: run test dev check e2e load bench bench-full sql help

run:   ; @xtask/setup.sh && $(XTASK) run $(ARGS)           ## Baton with a demo workspace on http://127.0.0.1:3000
test:  ; @xtask/setup.sh --tests && $(XTASK) test $(ARGS)  ## every check there is; what CI runs
dev:   ; @xtask/setup.sh && $(XTASK) dev $(ARGS)           ## the same as run, rebuilt and restarted when a source changes
check: ; @xtask/setup.sh && $(XTASK) check $(ARGS)         ## the checks that need neither database nor browser
e2e:   ; @xtask/setup.sh --tests && $(XTASK) e2e $(ARGS)   ## the browser tests
sql:   ; @xtask/setup.sh && $(XTASK) sql $(ARGS)           ## the tests of everything PostgreSQL knows
load:  ; @xtask/setup.sh --tests && $(XTASK) load $(ARGS)          ## many clients, restarts and faults, in the short form of CI
bench: ; @xtask/setup.sh --tests && $(XTASK) bench $(ARGS) ## the figures of BENCHMARKS.md, measured on this computer
bench-full: ; @xtask/setup.sh --tests && $(XTASK) bench-full $(ARGS) ## the promises under load at their full size: hours
help:  ; @sed -n 's/^\([a-z0-9-]*\): .* ## /make \1	/p' Makefile ## this list
