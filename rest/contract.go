package rest

import (
	_ "embed"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

//go:generate go run asjson.go

// specification is openapi.yaml as JSON, which is read twice as fast.
//
//go:embed generated/openapi.json
var specification []byte

// contract reads what requests are checked against, once in a process: it is much of what a
// start does, and tests start hundreds of servers.
var contract = sync.OnceValues(func() (*validator, error) {
	spec, err := openapi3.NewLoader().LoadFromData(specification)
	if err != nil {
		return nil, err
	}
	return newValidator(spec)
})

// Prepare does what Mount needs and what needs nothing itself. It may run beside whatever
// else is done at the start; Mount waits for it.
func Prepare() { _, _ = contract() } // Mount returns the error
