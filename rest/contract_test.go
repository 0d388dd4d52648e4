package rest_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// TestContract checks what a server does not at its start: that openapi.yaml is valid, each
// of its examples too, and that what is served is the same.
func TestContract(t *testing.T) {
	spec, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := spec.Validate(t.Context()); err != nil {
		t.Error(err)
	}
	want, err := spec.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	served, err := os.ReadFile("generated/openapi.json")
	if err != nil || !bytes.Equal(served, want) {
		t.Errorf("generated/openapi.json is not openapi.yaml: run make generate (%v)", err)
	}
}
