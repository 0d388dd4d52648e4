package graph

import (
	"context"
	"testing"

	"github.com/opsknight/opsknight/internal/fault"
)

func TestFewAnalysesAreMadeAtOnce(t *testing.T) {
	var all turns
	var ends []func()
	for range mostAnalyses {
		done, err := all.take(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ends = append(ends, done)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := all.take(over)
	if f := fault.Of(err); f == nil || f.Code != fault.RateLimited || f.RetryAfter <= 0 {
		t.Errorf("one too many is answered %v", err)
	}
	ends[0]()
	if done, err := all.take(t.Context()); err != nil {
		t.Error("a turn that has ended is free:", err)
	} else {
		done()
	}
}
