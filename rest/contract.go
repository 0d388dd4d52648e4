package rest

import (
	_ "embed"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

//go:embed openapi.yaml
var specification []byte

// promise is openapi.yaml, as it is served and as requests are checked against it.
type promise struct {
	asJSON   []byte
	validate *validator
}

// contract reads openapi.yaml, once in a process: it takes a tenth of a second.
var contract = sync.OnceValues(func() (*promise, error) {
	spec, err := openapi3.NewLoader().LoadFromData(specification)
	if err != nil {
		return nil, err
	}
	asJSON, err := spec.MarshalJSON()
	if err != nil {
		return nil, err
	}
	validate, err := newValidator(spec)
	return &promise{asJSON, validate}, err
})

// Prepare does what Mount needs and what needs nothing itself. It may run beside whatever
// else is done at the start; Mount waits for it.
func Prepare() { _, _ = contract() } // Mount returns the error
