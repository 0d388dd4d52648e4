package engine_test

import (
	"context"
	"slices"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/model"
)

// TestBatchesAreSmallBesideRequests has requests write while the engine works, and then not
// any more.
func TestBatchesAreSmallBesideRequests(t *testing.T) {
	eachWorld(t, func(w *world) {
		w.service("API", "5 Ann", 0)
		write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (struct{}, error) {
			arrivals := make([]incident.Arrival, 350)
			for i := range arrivals {
				arrivals[i] = incident.Arrival{By: by, Event: &model.Event{Action: model.ActionTrigger, RoutingKey: w.ids["API"], Summary: "High CPU", Payload: model.JSON("{}")}}
			}
			_, err := incident.Send(ctx, tx, arrivals)
			return struct{}{}, err
		})
		var batches []int
		w.engine.Observe = func(did incident.Escalated) {
			batches = append(batches, did.Incidents)
			if len(batches) > 1 {
				return
			}
			for range 3 { // transactions of requests
				write(w, func(context.Context, db.Tx, model.Actor) (struct{}, error) { return struct{}{}, nil })
			}
		}
		w.tick()
		want := []int{200, 25, 125}
		if w.engine.DB.Postgres() {
			want = []int{200, 50, 100}
		}
		if !slices.Equal(batches, want) {
			t.Errorf("worked on %d incidents by turns, want %d", batches, want)
		}
	})
}
