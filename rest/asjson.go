//go:build ignore

// Command asjson writes openapi.yaml as JSON, as it is served: a server that read the YAML
// would take twice as long to start to answer.
package main

import (
	"log"
	"os"

	"github.com/getkin/kin-openapi/openapi3"
)

func main() {
	spec, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	if err != nil {
		log.Fatal(err)
	}
	text, err := spec.MarshalJSON()
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("generated/openapi.json", text, 0o644); err != nil {
		log.Fatal(err)
	}
}
