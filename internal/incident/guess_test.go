package incident_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/model"
)

func TestAWrongGuessThatAKeyIsNewChangesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		service(t, d)
		by := model.System(model.Test)
		first := batcher(t, d)
		var opened []string
		for i := range 3 {
			result, err := first.Send(t.Context(), by, event(model.ActionTrigger, fmt.Sprint("k", i)))
			if err != nil {
				t.Fatal(err)
			}
			opened = append(opened, result.Incident.ID)
		}
		// One that has just started has seen none of the keys.
		second := batcher(t, d)
		for range 2 { // the first event has its service looked up, the others guess
			for i, want := range opened {
				result, err := second.Send(t.Context(), by, event(model.ActionTrigger, fmt.Sprint("k", i)))
				if err != nil || result.Action != model.OutcomeDeduplicated || result.Incident.ID != want {
					t.Errorf("key k%d: %s of %+v (%v), want %s of %s", i, result.Action, result.Incident, err, model.OutcomeDeduplicated, want)
				}
			}
		}
		for i := range opened {
			if found := withKey(t, d, fmt.Sprint("k", i)); len(found) != 1 || found[0].AlertCount != 3 {
				t.Errorf("key k%d: want one incident with 3 alerts, got %+v", i, found)
			}
		}
	})
}

func TestAServiceIsBelievedForAMomentOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		made := service(t, d)
		b := batcher(t, d)
		by := model.System(model.Test)
		send := func() error {
			_, err := b.Send(t.Context(), by, event(model.ActionTrigger, ""))
			return err
		}
		if err := send(); err != nil {
			t.Fatal(err)
		}
		err := db.WriteDone(t.Context(), d.In(model.Test), func(ctx context.Context, tx db.Tx) error {
			slug := "payments"
			_, err := account.UpdateService(ctx, tx, by, model.UpdateServiceInput{ID: made.ID, Slug: &slug})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for range 5 { // using it must not make it be believed for longer
			clock.Advance(500 * time.Millisecond)
			err = send()
		}
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("2.5 s after the slug was changed: %v, want it refused", err)
		}
	})
}

func TestAWrongGuessThatAKeyHasAnIncidentChangesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		service(t, d)
		by := model.System(model.Test)
		here, elsewhere := batcher(t, d), batcher(t, d)
		opened := map[string]string{}
		for _, key := range []string{"open", "resolved", "merged"} {
			for range 2 { // the first event has its service looked up, the second is seen
				opened[key] = sent(t, here, model.ActionTrigger, key).Incident.ID
			}
		}
		sent(t, elsewhere, model.ActionResolve, "resolved")
		err := db.WriteDone(t.Context(), d.In(model.Test), func(ctx context.Context, tx db.Tx) error {
			_, err := incident.Merge(ctx, tx, by, model.MergeIncidentsInput{TargetID: opened["open"], SourceIds: []string{opened["merged"]}})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, tt := range []struct {
			key    string
			want   model.EventOutcome
			within string // the incident; "": a new one
			alerts int    // that it has then
		}{
			{"open", model.OutcomeDeduplicated, opened["open"], 5},
			{"resolved", model.OutcomeTriggered, "", 1},
			{"merged", model.OutcomeDeduplicated, opened["open"], 6},
			{"resolved", model.OutcomeDeduplicated, "", 2},
			{"open", model.OutcomeDeduplicated, opened["open"], 7},
		} {
			got := sent(t, here, model.ActionTrigger, tt.key)
			if got.Action != tt.want || tt.within != "" && got.Incident.ID != tt.within || got.Incident.AlertCount != tt.alerts || got.DedupKey != tt.key {
				t.Errorf("key %s: %s of %s with %d alerts, want %s of %s with %d", tt.key, got.Action, got.Incident.ID, got.Incident.AlertCount, tt.want, tt.within, tt.alerts)
			}
			stored, err := db.Alerts(t.Context(), d.In(model.Test), got.Incident, db.Oldest, model.Page{})
			if err != nil || len(stored.Nodes) != tt.alerts {
				t.Errorf("key %s: %d alerts are stored (%v), want %d", tt.key, len(stored.Nodes), err, tt.alerts)
			}
		}
	})
}

func sent(t *testing.T, b *incident.Batcher, action model.EventAction, key string) model.EventResult {
	t.Helper()
	result, err := b.Send(t.Context(), model.System(model.Test), event(action, key))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestAnAnswerNamesWhoHasTheIncident(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		service(t, d)
		by := model.System(model.Test)
		b := batcher(t, d)
		inc := sent(t, b, model.ActionTrigger, "k").Incident
		write := func(do func(ctx context.Context, tx db.Tx) error) {
			t.Helper()
			if err := db.WriteDone(t.Context(), d.In(model.Test), do); err != nil {
				t.Fatal(err)
			}
		}
		var ann *model.User
		write(func(ctx context.Context, tx db.Tx) (err error) {
			ann, _, err = account.CreateUser(ctx, tx, by, model.CreateUserInput{Name: "Ann", Email: "ann@example.com", Role: model.RoleUser, TimeZone: "UTC"})
			if err != nil {
				return err
			}
			box, err := secret.New(make([]byte, secret.KeySize))
			if err != nil {
				return err
			}
			_, err = incident.Assign(ctx, tx, by, &notify.Pager{URL: "https://ops.example.com", Box: box}, inc.ID, &ann.ID, nil)
			return err
		})
		for _, name := range []string{"Ann", "Anna"} {
			write(func(ctx context.Context, tx db.Tx) error {
				_, err := account.UpdateUser(ctx, tx, by, account.Hooks{}, model.UpdateUserInput{ID: ann.ID, Name: &name})
				return err
			})
			for range 3 {
				if got := sent(t, b, model.ActionTrigger, "k"); got.Assignee == nil || got.Assignee.Name != name || got.Team != nil {
					t.Errorf("%s: the answer names %+v and %+v", name, got.Assignee, got.Team)
				}
			}
		}
	})
}
