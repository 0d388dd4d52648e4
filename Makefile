# `make help` lists the targets.

lint   = go tool -modfile=tools/go.mod golangci-lint
gqlgen = go -C tools run ./gqlgen ..

# Where `make run` listens, and how a browser on this machine gets there.
OPSKNIGHT_ADDR ?= 127.0.0.1:8080
export OPSKNIGHT_ADDR
url = http://$(patsubst 0.0.0.0:%,127.0.0.1:%,$(patsubst :%,127.0.0.1:%,$(OPSKNIGHT_ADDR)))

# The race detector needs a C compiler.
race = $(shell command -v $$(go env CC) >/dev/null 2>&1 && echo -race)

# What the web app, the playground and the reader of the API reference are built from.
pages = $(shell find web/app web/playground web/docs web/scripts graph/schema -type f -not -path 'web/app/gql/*') web/build.ts web/favicon.svg web/tsconfig.json web/package.json
node  = $(shell command -v npm >/dev/null 2>&1 && echo yes)

.DEFAULT_GOAL := help

.PHONY: help
help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: $(if $(node),web,no-node) build ## Serve an example on http://127.0.0.1:8080, on SQLite in ./data
	@bin/opsknight demo --database data/opsknight.db --public-url $(url)
	@echo
	bin/opsknight serve --database data/opsknight.db --log-format text

.PHONY: no-node
no-node:
	@echo "There is no npm: building without the pages. The API is all there."

.PHONY: build
build: ## Build bin/opsknight, with the pages that `make web` has built
	go build -buildvcs=false -o bin/opsknight ./cmd/opsknight

.PHONY: web
web: web/dist/docs/index.html.gz ## Build the web app, the playground and the reader of the API reference

%/node_modules/.package-lock.json: %/package.json %/package-lock.json %/.npmrc
	cd $* && npm ci
	@touch $@

# The build leaves only compressed files, and makes this page last.
web/dist/docs/index.html.gz: web/node_modules/.package-lock.json $(pages)
	cd web && npm run build

.PHONY: web-check
web-check: web/node_modules/.package-lock.json ## Lint and type-check the pages
	cd web && npm run check

.PHONY: web-e2e
web-e2e: web build ## Use the pages in Chromium, against a server of their own
	scripts/pages-e2e

.PHONY: e2e
e2e: web e2e/node/node_modules/.package-lock.json ## Run real clients and the web app against the server, on both databases
	@scripts/ensure-postgres
	cd e2e && go test -count=1 -timeout 40m ./...

typescript = sdk/typescript/node_modules/.package-lock.json
# Debian's, if there is one, and not the one that somebody has put before it.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3) python3)

# The SDKs are tested beside a server that is started for them.
beside = scripts/with-server bin/opsknight

.PHONY: sdk
sdk: ## Lint, check and test the SDKs against a real server, and pack them
	scripts/check-generated sdk
	$(MAKE) --no-print-directory sdk-go sdk-typescript sdk-python

.PHONY: sdk-go
sdk-go: build ## The SDK for Go alone
	cd sdk/go && go mod tidy -diff
	cd sdk/go && go tool -modfile=../../tools/go.mod golangci-lint run ./...
	$(beside) go -C sdk/go test $(race) -count=1 ./...

.PHONY: sdk-typescript
sdk-typescript: build $(typescript) ## The SDK for TypeScript alone
	cd sdk/typescript && npm run check && npm run build
	$(beside) npm --prefix sdk/typescript test
	$(beside) npm --prefix sdk/typescript run test:pack
	$(beside) npm --prefix sdk/typescript run test:browser

.PHONY: sdk-python
sdk-python: build tools/node_modules/.package-lock.json ## The SDK for Python alone
	cd sdk/python && ../../tools/node_modules/.bin/pyright
	cd sdk/python && PYTHONPATH=src PYTHONDONTWRITEBYTECODE=1 ../../scripts/with-server ../../bin/opsknight $(PYTHON) -W error -m unittest

.PHONY: generate
generate: generate-sdk ## Write what comes from the GraphQL schema, and from openapi.yaml: both references and the SDKs too
	$(gqlgen)
	go generate ./...
	go -C tools run ./graphqlreference ../graph/schema ../docs/graphql-reference
	go -C tools run ./restreference ../rest/openapi.yaml ../docs/rest-reference
	cd e2e && go generate ./...

.PHONY: generate-sdk
generate-sdk: $(typescript) ## Write what the SDKs have from them
	go -C tools run ./sdk ..
	cd sdk/typescript && npm run generate

.PHONY: migration
migration: ## Start a migration: make migration name=teams
	@test -n "$(name)" || { echo "Say what it makes: make migration name=teams"; exit 1; }
	@at=$$(date -u +%Y%m%d%H%M%S); for way in up down; do \
	  file=db/migrations/$${at}_$(name).tx.$$way.sql; touch $$file && echo $$file; done

.PHONY: fmt
fmt: web/node_modules/.package-lock.json $(typescript) ## Format Go and TypeScript
	$(lint) fmt
	cd web && npm run fix
	cd sdk/typescript && npm run fix

.PHONY: lint
lint: ## Lint Go; the import rules are part of it
	$(lint) run ./...
	cd e2e && go tool -modfile=../tools/go.mod golangci-lint run ./...
	cd tools && go tool golangci-lint run ./...

.PHONY: lint-spec
lint-spec: tools/node_modules/.package-lock.json ## Lint rest/openapi.yaml
	scripts/lint-spec

.PHONY: lint-schema
lint-schema: tools/graphql/node_modules/.package-lock.json ## Lint the GraphQL schema
	scripts/lint-schema
	scripts/schema-diff --check

.PHONY: schema-diff
schema-diff: tools/graphql/node_modules/.package-lock.json ## Compare the GraphQL schema with that of the last tag, or of since=REVISION
	@scripts/schema-diff $(since)

.PHONY: test
test: ## Run all tests, on SQLite and on a private PostgreSQL
	@scripts/ensure-postgres
	@$(if $(race),true,echo "There is no C compiler: testing without the race detector.")
	go test $(race) -timeout 60m ./...

.PHONY: check
check: web-check lint-spec lint-schema ## Everything that must hold before a commit
	scripts/check-generated
	go mod tidy -diff
	$(MAKE) --no-print-directory lint test e2e sdk

.PHONY: bench
bench: ## Measure everything against baselines: half an hour; args="-only reads"
	@scripts/ensure-postgres
	go run ./bench $(args)
	$(if $(args),,OPSKNIGHT_TEST_INCIDENTS=1000000 go test -count=1 -run '^TestPlansOfLists$$' ./db/)

.PHONY: vuln
vuln: ## Look for known vulnerabilities (asks vuln.go.dev)
	go run golang.org/x/vuln/cmd/govulncheck@latest ./...
