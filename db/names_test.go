package db_test

import (
	"context"
	"maps"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/model"
)

// TestNames: names are of all kinds that are asked for, and of one environment.
func TestNames(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		w, others := newWorld(t, d, model.Live), newWorld(t, d, model.Test)
		var policy *model.EscalationPolicy
		if err := add(t, d, model.Live, func(ctx context.Context, tx db.Tx) error {
			policy = &model.EscalationPolicy{ID: tx.NewID(model.PolicyID), Name: "Always", Kept: model.NewKept(tx.Now)}
			_, err := db.InsertKept(ctx, tx, policy)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]map[string]string{
			"of each kind": {w.services[0].ID: "Team 0", w.users[1]: "Team 1", w.teams[2]: "Team 2", policy.ID: "Always"},
			"of one kind":  {w.users[0]: "Team 0", w.users[2]: "Team 2"},
			"of none":      {},
		} {
			ids := []string{others.services[0].ID, others.users[1], others.teams[2], "pol_none", "none"}
			if len(want) == 0 {
				ids = []string{"none"}
			}
			for id := range want {
				ids = append(ids, id)
			}
			found, err := db.Names(t.Context(), d.In(model.Live), ids)
			if err != nil || !maps.Equal(found, want) {
				t.Errorf("%s: %v, want %v: %v", name, found, want, err)
			}
		}
	})
}
