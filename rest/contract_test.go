package rest_test

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// TestContract checks what a server does not at its start: that openapi.yaml is valid, and
// each of its examples too.
func TestContract(t *testing.T) {
	spec, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := spec.Validate(t.Context()); err != nil {
		t.Error(err)
	}
}
