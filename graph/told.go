package graph

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

// What many are told of one change is looked up once, and made once for those who get the same.

const (
	// mostTold is how many changes are known: those that are being told.
	mostTold = 64
	// mostAnswered are the bytes of answers that are kept for others.
	mostAnswered = 4 << 20
)

// told has the changes that were told last.
type told struct {
	mu     sync.Mutex
	of     map[*model.IncidentChange]*toldChange
	recent []*model.IncidentChange // as they came
	bytes  int                     // of all answers
}

// toldChange is what those share who are told of a change.
type toldChange struct {
	loaders *loaders // nil until something is looked up
	answers map[asking]*toldAnswer
	bytes   int
}

// toldAnswer is one that is made for all who ask the same.
type toldAnswer struct {
	done chan struct{} // is closed when it is made, or cannot be shared
	body []byte        // nil: it cannot be shared
}

// change is what is shared of a change; mu is held.
func (t *told) change(change *model.IncidentChange) *toldChange {
	if found, ok := t.of[change]; ok {
		return found
	}
	if t.of == nil {
		t.of = map[*model.IncidentChange]*toldChange{}
	}
	made := &toldChange{answers: map[asking]*toldAnswer{}}
	if t.of[change], t.recent = made, append(t.recent, change); len(t.recent) > mostTold {
		t.forget()
	}
	return made
}

// forget forgets the change that came first.
func (t *told) forget() {
	t.bytes -= t.of[t.recent[0]].bytes
	delete(t.of, t.recent[0])
	t.recent[0] = nil
	t.recent = t.recent[1:]
}

// loaders are those of a change: all who are told of it look the same things up, as its
// service, and who has it. They have read nothing before it.
func (t *told) loaders(e db.Env, change *model.IncidentChange) *loaders {
	t.mu.Lock()
	defer t.mu.Unlock()
	shared := t.change(change)
	if shared.loaders == nil {
		shared.loaders = newLoaders(e)
		shared.loaders.shared = true
		shared.loaders.expectIncidents([]*model.Incident{change.Incident})
	}
	return shared.loaders
}

// answer returns the answer to a change, which make makes for the first who asks, and for each
// whom that does not help. for all is true where others wait for it: what becomes of who asks
// must not matter then. An answer with errors is nobody else's, as it has an id of its request
// and may have a reason of its own; make returns of it that it is not shared.
func (t *told) answer(ctx context.Context, change *model.IncidentChange, by asking, make func(forAll bool) (body []byte, shared bool, err error)) ([]byte, error) {
	found, first := t.first(change, by)
	if first {
		var body []byte
		defer func() { t.made(change, found, body) }() // also when it panics
		own, shared, err := make(true)
		if shared && err == nil {
			body = own
		}
		return own, err
	}
	select {
	case <-found.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if found.body != nil {
		return found.body, nil
	}
	own, _, err := make(false)
	return own, err
}

// first returns the answer for who asks so, and whether they are the first and have to make it.
func (t *told) first(change *model.IncidentChange, by asking) (_ *toldAnswer, first bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	shared := t.change(change)
	if found, ok := shared.answers[by]; ok {
		return found, false
	}
	found := &toldAnswer{done: make(chan struct{})}
	shared.answers[by] = found
	return found, true
}

// made hands an answer to who waits for it. It is kept for who comes later as long as there is
// room; its change may have been forgotten meanwhile.
func (t *told) made(change *model.IncidentChange, found *toldAnswer, body []byte) {
	found.body = body
	close(found.done)
	t.mu.Lock()
	defer t.mu.Unlock()
	shared, known := t.of[change]
	if !known {
		return
	}
	shared.bytes += len(body)
	t.bytes += len(body)
	for t.bytes > mostAnswered {
		t.forget()
	}
}

// asking is what an answer depends on beside the change: who asks, with all that they may do,
// the document, and the variables that what is selected of a change has. By those of the
// subscription's own arguments it is only told what it wants.
type asking [sha256.Size]byte

// asked returns how an operation asks.
func asked(ctx context.Context, operation *graphql.OperationContext) (asking, error) {
	by, err := auth.Actor(ctx)
	if err != nil {
		return asking{}, err
	}
	used := variablesUsed{operation: operation, found: map[string]any{}, seen: map[string]bool{}}
	for _, selection := range operation.Operation.SelectionSet {
		if field, ok := selection.(*ast.Field); ok {
			used.directives(field.Directives)
			used.selections(field.SelectionSet)
		} else {
			used.selections(ast.SelectionSet{selection})
		}
	}
	used.directives(operation.Operation.Directives)
	text, err := json.Marshal([]any{by, operation.RawQuery, operation.OperationName, used.found})
	return sha256.Sum256(text), err
}

// variablesUsed finds the variables that selections have.
type variablesUsed struct {
	operation *graphql.OperationContext
	found     map[string]any
	seen      map[string]bool // fragments, each of which is looked at once
}

func (u *variablesUsed) selections(set ast.SelectionSet) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			u.arguments(s.Arguments)
			u.directives(s.Directives)
			u.selections(s.SelectionSet)
		case *ast.InlineFragment:
			u.directives(s.Directives)
			u.selections(s.SelectionSet)
		case *ast.FragmentSpread:
			u.directives(s.Directives)
			if !u.seen[s.Name] {
				u.seen[s.Name] = true
				u.directives(s.Definition.Directives)
				u.selections(s.Definition.SelectionSet)
			}
		}
	}
}

func (u *variablesUsed) directives(list ast.DirectiveList) {
	for _, directive := range list {
		u.arguments(directive.Arguments)
	}
}

func (u *variablesUsed) arguments(list ast.ArgumentList) {
	for _, argument := range list {
		u.value(argument.Value)
	}
}

func (u *variablesUsed) value(v *ast.Value) {
	if v.Kind == ast.Variable {
		if value, given := u.operation.Variables[v.Raw]; given {
			u.found[v.Raw] = value
		}
	}
	for _, child := range v.Children {
		u.value(child.Value)
	}
}
