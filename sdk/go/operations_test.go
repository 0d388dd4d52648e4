package opsknight_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	opsknight "github.com/opsknight/opsknight/sdk/go"
)

// Each operation of the contract is a method, which asks by its method and path.
func TestEachOperationHasItsMethod(t *testing.T) {
	text, err := os.ReadFile("../../rest/generated/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var contract struct {
		Paths map[string]map[string]json.RawMessage
	}
	if err := json.Unmarshal(text, &contract); err != nil {
		t.Fatal(err)
	}
	s := newStub(t, answer{status: 200, body: "{}"})
	c, _ := s.client(t, opsknight.Retry{})
	seen := 0
	for _, path := range slices.Sorted(maps.Keys(contract.Paths)) {
		for method, operation := range contract.Paths[path] {
			if method == "parameters" {
				continue
			}
			var one struct {
				OperationID string `json:"operationId"`
				RequestBody any    `json:"requestBody"`
				Security    []any  `json:"security"`
			}
			if err := json.Unmarshal(operation, &one); err != nil {
				t.Fatal(err)
			}
			method = strings.ToUpper(method)
			seen++
			call(t, c, one.OperationID)
			if len(s.requests()) != seen {
				t.Fatalf("%s has asked for nothing", one.OperationID)
			}
			r, filled := s.requests()[seen-1], path
			for i := 1; strings.Contains(filled, "{"); i++ {
				from, to := strings.IndexByte(filled, '{'), strings.IndexByte(filled, '}')
				filled = fmt.Sprint(filled[:from], "part", i, filled[to+1:])
			}
			if r.Method != method || r.URL.Path != "/api"+filled || r.URL.RawQuery != "" {
				t.Errorf("%s asks %s %s, want %s %s", one.OperationID, r.Method, r.URL, method, filled)
			}
			if (one.RequestBody != nil) != (s.sent()[seen-1] != "") {
				t.Errorf("%s sends %q", one.OperationID, s.sent()[seen-1])
			}
			if anonymous := one.Security != nil && len(one.Security) == 0; anonymous != (r.Header.Get("Authorization") == "") {
				t.Errorf("%s sends the API key %q", one.OperationID, r.Header.Get("Authorization"))
			}
			if keyed := strings.Contains(string(operation), `"Idempotency-Key"`) || strings.Contains(string(operation), "/IdempotencyKey"); keyed != (r.Header.Get("Idempotency-Key") != "") {
				t.Errorf("%s sends the key %q", one.OperationID, r.Header.Get("Idempotency-Key"))
			}
		}
	}
	if seen < 80 {
		t.Errorf("there are %d operations", seen)
	}
}

// call calls a method with a context, a text for each part of the path, and zero values.
func call(t *testing.T, c *opsknight.Client, name string) {
	t.Helper()
	method := reflect.ValueOf(c).MethodByName(name)
	if !method.IsValid() {
		t.Fatalf("%s of rest/openapi.yaml has no method", name)
	}
	arguments := []reflect.Value{reflect.ValueOf(t.Context())}
	for i := 1; i < method.Type().NumIn()-1; i++ {
		of := method.Type().In(i)
		if of.Kind() == reflect.String {
			arguments = append(arguments, reflect.ValueOf(fmt.Sprint("part", i)))
		} else {
			arguments = append(arguments, reflect.Zero(of))
		}
	}
	results := method.Call(arguments)
	if err, _ := results[len(results)-1].Interface().(error); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}
