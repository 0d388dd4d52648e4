package main

import (
	"encoding/json"
	"io"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/internal/requestid"
	"github.com/opsknight/opsknight/model"
)

// TestAPanicOfGraphQLIsHidden lets operations panic by a clock that does so for who is named
// in its stack, and by a pager without a key. The server answers an internal error whose
// request id is in the log beside the cause, and lives on.
func TestAPanicOfGraphQLIsHidden(t *testing.T) {
	t.Parallel()
	const cause = "relation users of 10.0.0.7"
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		var caller atomic.Pointer[string]
		d.Now = func() time.Time {
			if name := caller.Load(); name != nil && strings.Contains(string(debug.Stack()), *name) {
				panic(cause)
			}
			return clock.Now()
		}
		book := new(logbook)
		s := startServer(t, d, clock, ratelimit.Limits{}, func(o *server) {
			o.log = slog.New(requestid.Log(slog.NewJSONHandler(io.MultiWriter(book, t.Output()), nil)))
			o.pager = &notify.Pager{}
		})
		id := s.open(t, "Here")
		alice := s.user(t, model.Live, "alice@example.com").ID
		create := `mutation{createIncident(input:{title:"Never",urgency:HIGH,serviceId:"` + s.service(t, model.Live, "checkout").ID + `",assigneeId:"` + alice + `"}){incident{id}}}`
		const resolver, batch, loader, guard = "graph.(*queryResolver)", "dataloader/v7.(*batcher", "graph.newLoaders", "graph.guard.MutateOperationContext"
		for _, tt := range []struct {
			name, caller, query, cause string
		}{
			{"in a resolver", resolver, `{coverageGaps{start}}`, cause},
			{"in one of two resolvers", resolver, `{viewer{name} onCallAnalytics{since}}`, cause},
			{"where loaders are made", loader, `{incident(id:"` + id + `"){service{status}}}`, cause},
			{"in a goroutine of a loader", batch, `{service(id:"` + s.service(t, model.Live, "checkout").ID + `"){status}}`, cause},
			{"outside of resolvers", guard, `{incidentAnalytics{days{date}}}`, cause},
			{"in a transaction", "nobody", create, "nil pointer"},
		} {
			t.Run(tt.name, func(t *testing.T) {
				caller.Store(&tt.caller)
				defer caller.Store(nil)
				before := s.stored(t)
				for _, accept := range []string{accepts, acceptJSON} {
					got := s.send(t, request{path: "/graphql", body: gql(tt.query), header: map[string]string{"Accept": accept}})
					if got.status != 200 && got.status != 500 {
						t.Error("answered", got.status)
					}
					book.hides(t, got.body, got.at(t, "errors.0.extensions.code"), got.at(t, "errors.0.extensions.requestId"), tt.cause)
				}
				k := s.listen(t, s.LiveKey)
				k.subscribe(t, "1", tt.query, nil)
				got, at := k.hear(t), "payload.errors"
				if got.at(t, "type") == "error" { // it did not come to run
					at = "payload"
				}
				book.hides(t, got.body, got.at(t, at+".0.extensions.code"), got.at(t, at+".0.extensions.requestId"), tt.cause)
				if after := s.stored(t); after != before {
					t.Errorf("something was stored:\n%s\nbefore:\n%s", after, before)
				}
			})
		}
		t.Run("at the beginning of a subscription", func(t *testing.T) {
			k := s.listen(t, s.LiveKey)
			k.subscribe(t, "1", "subscription{incidentChanged{cursor}}", nil)
			s.begun(t, 1)
			s.open(t, "For its cursor")
			cursor := k.hear(t).at(t, "payload.data.incidentChanged.cursor")
			name := "graph.(*subscriptionResolver)"
			caller.Store(&name)
			defer caller.Store(nil)
			k.subscribe(t, "2", changed, map[string]any{"after": cursor})
			got := k.hear(t)
			book.hides(t, got.body, got.at(t, "payload.errors.0.extensions.code"), got.at(t, "payload.errors.0.extensions.requestId"), cause)
		})
		t.Run("where it is looked who may have an event", func(t *testing.T) {
			s.begunAtMost(t, 0) // the subscription of before has ended
			k := s.listen(t, s.LiveKey)
			k.subscribe(t, "1", "subscription{incidentChanged{incident{title}}}", nil)
			s.begun(t, 1)
			name := "graph.answers.subscribe"
			caller.Store(&name)
			defer caller.Store(nil)
			s.open(t, "There")
			if code, reason := k.closed(t); code != 1013 || strings.Contains(reason, cause) {
				t.Errorf("closed by %d %q, want 1013: 4403 says that the client is refused", code, reason)
			}
		})
		t.Run("where it is looked who asks", func(t *testing.T) {
			k := s.listen(t, s.LiveKey)
			name := "graph.Options.enterLive"
			caller.Store(&name)
			defer caller.Store(nil)
			k.subscribe(t, "1", "{viewer{name}}", nil)
			if code, reason := k.closed(t); code != 1013 || strings.Contains(reason, cause) {
				t.Errorf("closed by %d %q, want 1013: 4403 says that the client is refused", code, reason)
			}
			stream := s.send(t, request{path: "/graphql", body: gql("{viewer{name}}"), header: map[string]string{"Accept": "text/event-stream"}}).want(t, 500)
			stream.is(t, map[string]string{"errors.0.extensions.code": "INTERNAL_ERROR"})
			if strings.Contains(stream.body, cause) {
				t.Error("the answer tells", stream.body)
			}
		})
		s.graphql(t, "{viewer{name}}", nil).is(t, map[string]string{"data.viewer.name": "Demo"})
	})
}

// hides checks that an answer tells of an internal error and nothing of its cause, which the
// log has under its request id.
func (b *logbook) hides(t *testing.T, answer, code, id, cause string) {
	t.Helper()
	if code != "INTERNAL_ERROR" || len(id) < 10 {
		t.Errorf("the code is %s, the request id %s: %s", code, id, cut(answer))
	}
	for _, inside := range []string{cause, ".go:", "goroutine", "panic"} {
		if strings.Contains(answer, inside) {
			t.Errorf("the answer tells of %q: %s", inside, cut(answer))
		}
	}
	for _, line := range b.lines() {
		var logged struct {
			ID    string `json:"request_id"`
			Error string `json:"error"`
		}
		if json.Unmarshal([]byte(line), &logged) == nil && logged.ID == id && strings.Contains(logged.Error, cause) {
			return
		}
	}
	t.Errorf("the log has nothing of %q under the request id %s", cause, id)
}
