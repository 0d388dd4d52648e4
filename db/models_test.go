package db_test

import (
	"context"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/model"
)

func TestEveryFieldOfAModelHasItsColumn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		for name, err := range db.CheckModels(t.Context(), d) {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// add stores what a test needs.
func add(t *testing.T, d *db.DB, env model.Environment, work func(ctx context.Context, tx db.Tx) error) error {
	t.Helper()
	return db.WriteDone(t.Context(), d.In(env), work)
}

func testService(tx db.Tx, name string) *model.Service {
	return &model.Service{ID: tx.NewID(model.ServiceID), Name: name, Slug: model.Slug(name), AckTargetMinutes: 15, ResolveTargetMinutes: 120, Kept: model.NewKept(tx.Now)}
}

func testIncident(tx db.Tx, serviceID string, at time.Time) *model.Incident {
	return &model.Incident{
		ID: model.NewIDs(at).New(model.IncidentID), Title: "High CPU", Status: model.IncidentOpen, Urgency: model.UrgencyHigh,
		ServiceID: serviceID, Links: []model.Link{}, Version: 1, CreatedAt: at, UpdatedAt: at,
	}
}

func TestTheDatabaseItselfRefusesToCrossEnvironments(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		var live *model.Service
		if err := add(t, d, model.Live, func(ctx context.Context, tx db.Tx) error {
			live = testService(tx, "Payment API")
			_, err := db.InsertKept(ctx, tx, live)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		err := add(t, d, model.Test, func(ctx context.Context, tx db.Tx) error {
			return db.InsertIncident(ctx, tx, testIncident(tx, live.ID, tx.Now))
		})
		if err == nil {
			t.Error("an incident of TEST refers to a service of LIVE")
		}
		if err := add(t, d, model.Test, func(ctx context.Context, tx db.Tx) error {
			_, err := db.InsertKept(ctx, tx, testService(tx, "Payment API"))
			return err
		}); err != nil {
			t.Errorf("the same name cannot be in both: %v", err)
		}
	})
}

func TestTimesComeBackAsTheyWereStored(t *testing.T) {
	east := time.FixedZone("east", 13*3600)
	for name, at := range map[string]time.Time{
		"whole seconds":             time.Date(2024, 1, 15, 10, 30, 0, 0, time.UTC),
		"microseconds":              time.Date(2024, 1, 15, 10, 30, 0, 123456000, time.UTC),
		"in another zone":           time.Date(2024, 1, 16, 0, 30, 0, 0, east),
		"before the year 2000":      time.Date(1990, 12, 31, 23, 59, 59, 0, time.UTC),
		"a leap day":                time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC),
		"a fraction that ends in 0": time.Date(2024, 1, 15, 10, 30, 0, 500000000, time.UTC),
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
				var id string
				err := add(t, d, model.Test, func(ctx context.Context, tx db.Tx) error {
					service := testService(tx, "Payment API")
					if _, err := db.InsertKept(ctx, tx, service); err != nil {
						return err
					}
					inc := testIncident(tx, service.ID, at)
					id = inc.ID
					return db.InsertIncident(ctx, tx, inc)
				})
				if err != nil {
					t.Fatal(err)
				}
				got, err := db.Incident(t.Context(), d.In(model.Test), id)
				if err != nil {
					t.Fatal(err)
				}
				if !got.CreatedAt.Equal(at) {
					t.Errorf("stored %v, read %v", at, got.CreatedAt)
				}
				if text := got.CreatedAt.Format(time.RFC3339Nano); text[len(text)-1] != 'Z' {
					t.Errorf("read as %s, not in UTC", text)
				}
			})
		})
	}
}

func TestTimesSortAsTheyFollow(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		began := time.Date(2024, 1, 15, 10, 30, 0, 0, time.UTC)
		steps := []time.Duration{0, time.Microsecond, 10 * time.Microsecond, 500 * time.Millisecond, 500001 * time.Microsecond, time.Second, 59 * time.Minute}
		err := add(t, d, model.Test, func(ctx context.Context, tx db.Tx) error {
			service := testService(tx, "Payment API")
			if _, err := db.InsertKept(ctx, tx, service); err != nil {
				return err
			}
			for _, step := range steps {
				if err := db.InsertIncident(ctx, tx, testIncident(tx, service.ID, began.Add(step))); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		found, err := db.Incidents(t.Context(), d.In(model.Test), model.IncidentFilter{}, db.Oldest, model.Page{})
		if err != nil {
			t.Fatal(err)
		}
		for i, step := range steps {
			if !found.Nodes[i].CreatedAt.Equal(began.Add(step)) {
				t.Errorf("place %d has %v, want %v", i, found.Nodes[i].CreatedAt, began.Add(step))
			}
		}
	})
}
