package graph

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// asks is one who asks for an answer to a change.
type asks struct {
	t  *told
	of *model.IncidentChange
	by asking
}

// waiting has so many ask beside the first, who makes the answer while they do, and returns
// what each has got.
func (a asks) waiting(t *testing.T, n int, first func() (body []byte, shared bool, err error)) (made int, got []string) {
	t.Helper()
	var all sync.WaitGroup
	var mu sync.Mutex
	var own atomic.Int64
	began := make(chan struct{})
	all.Go(func() {
		defer func() { _ = recover() }() // as who runs a subscription does
		_, _ = a.t.answer(t.Context(), a.of, a.by, func(bool) ([]byte, bool, error) {
			close(began)
			return first()
		})
	})
	<-began
	for range n {
		all.Go(func() {
			body, err := a.t.answer(t.Context(), a.of, a.by, func(forAll bool) ([]byte, bool, error) {
				own.Add(1)
				if forAll {
					t.Error("one who is not the first makes an answer for all")
				}
				return []byte("own"), true, nil
			})
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			got = append(got, string(body))
		})
	}
	all.Wait()
	return int(own.Load()), got
}

func TestAnAnswerIsMadeOnceForAllWhoAskTheSame(t *testing.T) {
	const many = 50
	for name, c := range map[string]struct {
		first func() ([]byte, bool, error)
		made  int
		got   string
	}{
		"made":        {func() ([]byte, bool, error) { return []byte("shared"), true, nil }, 0, "shared"},
		"with errors": {func() ([]byte, bool, error) { return []byte("first's"), false, nil }, many, "own"},
		"failed":      {func() ([]byte, bool, error) { return []byte("first's"), true, errors.New("broken") }, many, "own"},
		"panicked":    {func() ([]byte, bool, error) { panic("broken") }, many, "own"},
	} {
		t.Run(name, func(t *testing.T) {
			a := asks{new(told), &model.IncidentChange{}, asking{1}}
			made, got := a.waiting(t, many, c.first)
			if made != c.made {
				t.Errorf("%d answers were made beside the first, want %d", made, c.made)
			}
			for _, body := range got {
				if body != c.got {
					t.Errorf("one has got %q, want %q", body, c.got)
				}
			}
		})
	}
}

func TestAnAnswerIsOfOneChangeAndOfWhoAskTheSame(t *testing.T) {
	all, change := new(told), &model.IncidentChange{}
	for _, a := range []asks{{all, change, asking{1}}, {all, change, asking{2}}, {all, &model.IncidentChange{}, asking{1}}} {
		made := false
		if _, err := all.answer(t.Context(), a.of, a.by, func(bool) ([]byte, bool, error) {
			made = true
			return []byte("own"), true, nil
		}); err != nil || !made {
			t.Errorf("%v is given what another has asked for (%v)", a.by[0], err)
		}
	}
}

func TestWhoLeavesWaitsForNoAnswer(t *testing.T) {
	all, change := new(told), &model.IncidentChange{}
	if _, err := all.answer(t.Context(), change, asking{}, func(bool) ([]byte, bool, error) {
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := all.answer(gone, change, asking{}, func(bool) ([]byte, bool, error) { return nil, false, fault.New(fault.Internal, "it was made") })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("who has left is answered %v", err)
		}
		return []byte("made"), true, nil
	}); err != nil {
		t.Error(err)
	}
}

func TestAnswersAreKeptAsLongAsThereIsRoom(t *testing.T) {
	all := new(told)
	for n := range 3 * mostTold {
		body := make([]byte, mostAnswered/(mostTold/2)-n) // twice what there is room for
		if _, err := all.answer(t.Context(), &model.IncidentChange{}, asking{}, func(bool) ([]byte, bool, error) { return body, true, nil }); err != nil {
			t.Fatal(err)
		}
		kept := 0
		for _, one := range all.of {
			kept += one.bytes
		}
		if kept != all.bytes || kept > mostAnswered || len(all.of) != len(all.recent) || len(all.of) > mostTold {
			t.Fatalf("%d bytes of %d changes are kept, counted as %d of %d", kept, len(all.of), all.bytes, len(all.recent))
		}
	}
	if len(all.of) < mostTold/2 {
		t.Errorf("only %d changes are kept", len(all.of))
	}
}
