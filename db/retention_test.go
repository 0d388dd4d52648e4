package db_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/model"
)

// TestForgettingGoesPastWhatIsNeeded has alerts of an incident that is resolved and of one
// that is not, by turns: what is still needed is looked at once, and stays.
func TestForgettingGoesPastWhatIsNeeded(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		var resolved, open, recent *model.Incident
		var alerts []*model.Alert
		began := clock.Now()
		fill := func(ctx context.Context, tx db.Tx) error {
			service := testService(tx, "Payment API")
			if _, err := db.InsertKept(ctx, tx, service); err != nil {
				return err
			}
			resolved, open, recent = testIncident(tx, service.ID, began), testIncident(tx, service.ID, began), testIncident(tx, service.ID, began)
			resolved.Status, recent.Status = model.IncidentResolved, model.IncidentResolved
			for i := range 10 {
				at := began.Add(time.Duration(i) * time.Microsecond)
				for _, inc := range []*model.Incident{resolved, open} {
					alerts = append(alerts, &model.Alert{ID: model.NewIDs(at).New(model.AlertID), IncidentID: inc.ID, DedupKey: "k", Summary: "High CPU", Payload: model.JSON("{}"), CreatedAt: at})
				}
			}
			at := began.Add(time.Hour)
			alerts = append(alerts, &model.Alert{ID: model.NewIDs(at).New(model.AlertID), IncidentID: recent.ID, DedupKey: "k", Summary: "High CPU", Payload: model.JSON("{}"), CreatedAt: at})
			_, err := db.InsertIntake(ctx, tx, []*model.Incident{resolved, open, recent}, nil, alerts)
			return err
		}
		for _, env := range model.Environments {
			alerts = nil
			if err := add(t, d, env, fill); err != nil {
				t.Fatal(err)
			}
		}
		deleted, looks := 0, 0
		for after := ""; ; looks++ {
			if err := add(t, d, model.Test, func(ctx context.Context, tx db.Tx) error {
				n, last, err := db.Forget(ctx, tx, db.AlertHistory, began.Add(time.Minute), after, 3)
				deleted, after = deleted+n, last
				return err
			}); err != nil {
				t.Fatal(err)
			}
			if after == "" {
				break
			}
		}
		if deleted != 10 || looks != 6 {
			t.Errorf("deleted %d of 10, by %d looks at 3 each", deleted, looks)
		}
		for inc, want := range map[*model.Incident]int{resolved: 0, open: 10, recent: 1} {
			if n := countAlerts(t, d, model.Test, inc); n != want {
				t.Errorf("%d alerts are left, want %d", n, want)
			}
		}
	})
}

func countAlerts(t *testing.T, d *db.DB, env model.Environment, inc *model.Incident) int {
	t.Helper()
	found, err := db.Alerts(t.Context(), d.In(env), inc, db.Oldest, model.Page{First: ptr(100)})
	if err != nil {
		t.Fatal(fmt.Errorf("read alerts: %w", err))
	}
	return len(found.Nodes)
}
