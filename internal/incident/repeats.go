package incident

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// count stores, of a batch in which every event is likely to repeat an alert of an incident
// that is there, those that do, with one statement. It returns them with their outcomes, and
// apart the senders of whom nothing is stored and whose events have to be looked up. One who
// sends several, and has all of them stored or none, is of the latter.
func (g *guess) count(ctx context.Context, e db.Env, batch []*waiting) (counted []*waiting, outcomes []Outcome, left []*waiting, _ error) {
	arrivals := single(batch)
	if !e.Postgres() || arrivals == nil || !g.repeats(arrivals) || !g.repeated.over() {
		return nil, nil, batch, nil
	}
	stamp := e.Stamp()
	alerts := make([]db.Repeat, len(arrivals))
	for i, arrival := range arrivals {
		alerts[i] = db.Repeat{ServiceID: arrival.Service.ID, Alert: newAlert(stamp, arrival.Event)}
	}
	found, err := db.CountRepeats(ctx, e, stamp, alerts)
	if err != nil {
		return nil, nil, batch, err
	}
	for i, arrival := range arrivals {
		key := arrival.key()
		if inc := found[key]; inc != nil {
			result := model.EventResult{Action: model.OutcomeDeduplicated, DedupKey: key.Key, Incident: inc, Service: arrival.Service}
			counted, outcomes = append(counted, batch[i]), append(outcomes, Outcome{Result: result})
		} else {
			left = append(left, batch[i])
		}
	}
	if len(left) > len(counted) {
		g.repeated = guessPause
	}
	return counted, outcomes, left, nil
}

// single returns the events of senders of one event each, or nil if there is one of several.
func single(batch []*waiting) []Arrival {
	arrivals := make([]Arrival, len(batch))
	for i, w := range batch {
		if len(w.arrivals) > 1 {
			return nil
		}
		arrivals[i] = w.arrivals[0]
	}
	return arrivals
}
