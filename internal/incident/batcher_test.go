package incident_test

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/model"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// service makes the service payment-api in TEST.
func service(t *testing.T, d *db.DB) *model.Service {
	t.Helper()
	made, err := db.Write(t.Context(), d.In(model.Test), func(ctx context.Context, tx db.Tx) (*model.Service, error) {
		service, _, err := account.CreateService(ctx, tx, model.System(model.Test), model.ServiceNamed("Payment API"))
		return service, err
	})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// batcher starts a batcher on d, as one server process has one.
func batcher(t *testing.T, d *db.DB) *incident.Batcher {
	t.Helper()
	b := incident.NewBatcher(d, slog.New(slog.NewTextHandler(t.Output(), nil)))
	t.Cleanup(b.Close)
	return b
}

func event(action model.EventAction, key string) *model.Event {
	return &model.Event{RoutingKey: "payment-api", Action: action, DedupKey: key, Summary: "High CPU on web-01", Payload: model.JSON(`{}`)}
}

// withKey lists the incidents with this dedup key, resolved ones too.
func withKey(t *testing.T, d *db.DB, key string) []*model.Incident {
	t.Helper()
	found, err := db.Incidents(t.Context(), d.In(model.Test), model.IncidentFilter{DedupKey: &key}, db.Newest, model.Page{})
	if err != nil {
		t.Fatal(err)
	}
	return found.Nodes
}

func TestAThousandTriggersOfOneKeyMakeOneIncident(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		service(t, d)
		servers := []*incident.Batcher{batcher(t, d)}
		if d.Postgres() {
			servers = append(servers, batcher(t, dbtest.Open(t, d.URL())))
		}
		const triggers = 1000
		var wg sync.WaitGroup
		var mu sync.Mutex
		outcomes := map[model.EventOutcome]int{}
		for i := range triggers {
			wg.Go(func() {
				result, err := servers[i%len(servers)].Send(t.Context(), model.System(model.Test), event(model.ActionTrigger, "storm"))
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				outcomes[result.Action]++
				mu.Unlock()
			})
		}
		wg.Wait()
		if outcomes[model.OutcomeTriggered] != 1 || outcomes[model.OutcomeDeduplicated] != triggers-1 {
			t.Errorf("outcomes %v, want one triggered and %d deduplicated", outcomes, triggers-1)
		}
		found := withKey(t, d, "storm")
		if len(found) != 1 || found[0].AlertCount != triggers {
			t.Fatalf("%d incidents, want one with %d alerts: %+v", len(found), triggers, found)
		}
		alerts, err := db.Alerts(t.Context(), d.In(model.Test), found[0], db.Oldest, model.Page{})
		if err != nil {
			t.Fatal(err)
		}
		if n, err := alerts.TotalCount(t.Context()); err != nil || n != triggers {
			t.Errorf("%d alerts are stored, want %d (%v)", n, triggers, err)
		}
	})
}

func TestTriggersAndResolvesOfOneKeyNeverLeaveTwoOpen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		service(t, d)
		servers := []*incident.Batcher{batcher(t, d)}
		if d.Postgres() {
			servers = append(servers, batcher(t, dbtest.Open(t, d.URL())))
		}
		var wg sync.WaitGroup
		for i := range 400 {
			wg.Go(func() {
				action := model.ActionTrigger
				if i%3 == 0 {
					action = model.ActionResolve
				}
				if _, err := servers[i%len(servers)].Send(t.Context(), model.System(model.Test), event(action, "flapping")); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		open := 0
		for _, inc := range withKey(t, d, "flapping") {
			if inc.Status != model.IncidentResolved {
				open++
			}
		}
		if open > 1 {
			t.Errorf("%d open incidents with one key", open)
		}
	})
}

func TestOneBadEventTakesNoOtherDown(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		service(t, d)
		b := batcher(t, d)
		bad := event(model.ActionTrigger, "bad")
		bad.Payload = model.JSON(`{not JSON`) // only the database can find this
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				if _, err := b.Send(t.Context(), model.System(model.Test), event(model.ActionTrigger, fmt.Sprint("good ", i))); err != nil {
					t.Errorf("a good event failed: %v", err)
				}
			})
		}
		wg.Go(func() {
			if _, err := b.Send(t.Context(), model.System(model.Test), bad); err == nil && d.Postgres() {
				t.Error("an event that cannot be stored was accepted")
			}
		})
		wg.Wait()
	})
}

func TestEventsOfOneBatchActInOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		service(t, d)
		by := model.System(model.Test)
		steps := []struct {
			action model.EventAction
			want   model.EventOutcome
		}{
			{model.ActionResolve, model.OutcomeIgnored},
			{model.ActionTrigger, model.OutcomeTriggered},
			{model.ActionAcknowledge, model.OutcomeAcknowledged},
			{model.ActionTrigger, model.OutcomeDeduplicated},
			{model.ActionResolve, model.OutcomeResolved},
			{model.ActionTrigger, model.OutcomeTriggered},
		}
		var arrivals []incident.Arrival
		for _, step := range steps {
			arrivals = append(arrivals, incident.Arrival{By: by, Event: event(step.action, "k")})
		}
		arrivals = append(arrivals,
			incident.Arrival{By: by, Event: &model.Event{RoutingKey: "nowhere", Action: model.ActionTrigger, Summary: "x"}},
			incident.Arrival{By: by, Event: &model.Event{RoutingKey: "payment-api", Action: model.ActionTrigger}},
			incident.Arrival{By: model.Actor{Environment: model.Test, Type: model.ActorAPIKey}, Event: event(model.ActionTrigger, "forbidden")},
		)
		outcomes, err := db.Write(t.Context(), d.In(model.Test), func(ctx context.Context, tx db.Tx) ([]incident.Outcome, error) {
			return incident.Send(ctx, tx, arrivals)
		})
		if err != nil {
			t.Fatal(err)
		}
		for i, step := range steps {
			if outcomes[i].Err != nil || outcomes[i].Result.Action != step.want {
				t.Errorf("event %d, %s: %s (%v), want %s", i, step.action, outcomes[i].Result.Action, outcomes[i].Err, step.want)
			}
		}
		for i, code := range []fault.Code{fault.Invalid, fault.Invalid, fault.Forbidden} {
			if !fault.Is(outcomes[len(steps)+i].Err, code) {
				t.Errorf("refused event %d: %v, want %s", i, outcomes[len(steps)+i].Err, code)
			}
		}
		found := withKey(t, d, "k")
		if len(found) != 2 || found[0].Status != model.IncidentOpen || found[1].Status != model.IncidentResolved {
			t.Fatalf("want an open and a resolved incident, got %+v", found)
		}
		if found[1].AlertCount != 2 || found[1].AcknowledgedAt == nil || found[1].ResolvedAt == nil {
			t.Errorf("the resolved incident: %+v", found[1])
		}
		wantTimeline(t, d, found[1].ID, model.EventTriggered, model.EventAcknowledged, model.EventResolved)
		wantTimeline(t, d, found[0].ID, model.EventTriggered)
	})
}

// wantTimeline checks the types of an incident's lines, the oldest first.
func wantTimeline(t *testing.T, d *db.DB, id string, want ...model.IncidentEventType) {
	t.Helper()
	found, err := db.IncidentEvents(t.Context(), d.In(model.Test), &model.Incident{ID: id}, db.Oldest, model.Page{})
	if err != nil {
		t.Fatal(err)
	}
	var got []model.IncidentEventType
	for _, line := range found.Nodes {
		got = append(got, line.Type)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("timeline %v, want %v", got, want)
	}
}

func TestABatcherThatIsClosedRefusesAndLosesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		service(t, d)
		b := batcher(t, d)
		var wg sync.WaitGroup
		var mu sync.Mutex
		stored := map[string]bool{}
		for i := range 200 {
			wg.Go(func() {
				key := fmt.Sprint("k", i)
				if _, err := b.Send(t.Context(), model.System(model.Test), event(model.ActionTrigger, key)); err == nil {
					mu.Lock()
					stored[key] = true
					mu.Unlock()
				}
			})
		}
		b.Close()
		wg.Wait()
		for key := range stored {
			if len(withKey(t, d, key)) != 1 {
				t.Errorf("event %s was accepted and is not stored", key)
			}
		}
		if _, err := b.Send(t.Context(), model.System(model.Test), event(model.ActionTrigger, "late")); err == nil {
			t.Error("a closed batcher accepted an event")
		}
	})
}

// keyed makes events of one action, a key each.
func keyed(action model.EventAction, prefix string, n int) []*model.Event {
	var events []*model.Event
	for i := range n {
		events = append(events, event(action, fmt.Sprint(prefix, i)))
	}
	return events
}

func TestEventsSentTogetherAreStoredTogether(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		service(t, d)
		b := batcher(t, d)
		by := model.System(model.Test)
		var mu sync.Mutex
		var sizes []int
		b.Observe = func(n int) {
			mu.Lock()
			sizes = append(sizes, n)
			mu.Unlock()
		}
		steps := []*model.Event{event(model.ActionTrigger, "a"), event(model.ActionTrigger, "b"), event(model.ActionTrigger, "a"), event(model.ActionResolve, "a"), event(model.ActionTrigger, "a")}
		results, err := b.SendAll(t.Context(), by, steps)
		if err != nil {
			t.Fatal(err)
		}
		var got []model.EventOutcome
		for _, result := range results {
			got = append(got, result.Action)
		}
		want := []model.EventOutcome{model.OutcomeTriggered, model.OutcomeTriggered, model.OutcomeDeduplicated, model.OutcomeResolved, model.OutcomeTriggered}
		if fmt.Sprint(got) != fmt.Sprint(want) || fmt.Sprint(sizes) != "[5]" {
			t.Errorf("%v in transactions of %v, want %v in one of five", got, sizes, want)
		}

		// One that is refused leaves none of the others behind, before the database or by it.
		bad := keyed(model.ActionTrigger, "none", 3)
		bad[1].Summary = ""
		if _, err := b.SendAll(t.Context(), by, bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("an event without a summary: %v", err)
		}
		bad = keyed(model.ActionTrigger, "none", 3)
		for _, e := range bad {
			e.RoutingKey = "nowhere"
		}
		if _, err := b.SendAll(t.Context(), by, bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("events that lead nowhere: %v", err)
		}
		if d.Postgres() {
			bad = keyed(model.ActionTrigger, "none", 3)
			bad[2].Payload = model.JSON(`{not JSON`) // only the database can find this
			if _, err := b.SendAll(t.Context(), by, bad); err == nil {
				t.Error("an event that cannot be stored was accepted")
			}
		}
		for i := range 3 {
			if found := withKey(t, d, fmt.Sprint("none", i)); len(found) != 0 {
				t.Errorf("event %d of a group that was refused is stored", i)
			}
		}
		if _, err := b.SendAll(t.Context(), by, keyed(model.ActionTrigger, "many", 513)); !fault.Is(err, fault.Invalid) {
			t.Errorf("513 events together: %v", err)
		}
		if results, err := b.SendAll(t.Context(), by, nil); err != nil || len(results) != 0 {
			t.Errorf("no events: %v (%v)", results, err)
		}
	})
}

func TestNoTransactionHasMoreThanABatch(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		service(t, d)
		b := batcher(t, d)
		by := model.System(model.Test)
		var mu sync.Mutex
		most, stored := 0, 0
		b.Observe = func(n int) {
			mu.Lock()
			most, stored = max(most, n), stored+n
			mu.Unlock()
		}
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				results, err := b.SendAll(t.Context(), by, keyed(model.ActionTrigger, fmt.Sprint("group ", i, " "), 200))
				if err != nil || len(results) != 200 {
					t.Errorf("%d results (%v)", len(results), err)
				}
				for n, result := range results { // each sender has its own
					if want := fmt.Sprint("group ", i, " ", n); result.DedupKey != want || result.Action != model.OutcomeTriggered {
						t.Errorf("%s %s, want %s", result.Action, result.DedupKey, want)
						return
					}
				}
			})
		}
		wg.Wait()
		if most > 512 || stored != 1600 {
			t.Errorf("a transaction had %d events; %d are stored, want 1600", most, stored)
		}
	})
}

// What is guessed of a key that was seen may be wrong by then: its incident is resolved, by
// another server, or merged into another.
// sent sends one event, and returns what became of it.
// Each answer names who has the incident, as they are now.
