package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/model"
)

const (
	dueIncidents = 1000
	dueLimit     = time.Minute // for the engine to begin with all of them
)

// due measures how long the first step of 1,000 incidents waits that are due at once, with
// the fewest incidents stored.
func (b *bench) due(ctx context.Context, g *ground) error {
	if g.stored != b.stored[0] {
		return nil
	}
	url, remove, err := g.copy(ctx)
	defer remove()
	if err != nil {
		return err
	}
	d, err := db.Open(ctx, url)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	lags, err := lagsOf(ctx, d, g.target)
	if err != nil {
		return err
	}
	at := func(q float64) time.Duration { return lags[int(q*float64(len(lags)-1))].Round(time.Millisecond) }
	b.lags = append(b.lags, fmt.Sprintf("- %s: of %d incidents that are due at once the first step is stored %s after the commit (p50), %s (p99), the last %s.",
		databaseNames[g.database], dueIncidents, at(0.5), at(0.99), at(1)))
	return nil
}

// lagsOf opens incidents in one transaction beside a running engine, and returns how
// long after it had committed the step of each was stored, ascending.
func lagsOf(ctx context.Context, d *db.DB, t target) ([]time.Duration, error) {
	ctx, stop := context.WithTimeout(ctx, dueLimit)
	defer stop()
	pager, err := newPager()
	if err != nil {
		return nil, err
	}
	e := newEngine(d, pager, newLog())
	if err := e.Tick(ctx); err != nil { // what prepare has opened
		return nil, err
	}
	go e.Run(ctx)
	env := d.In(model.Test)
	first, err := db.Write(ctx, env, func(ctx context.Context, tx db.Tx) (string, error) {
		arrivals := make([]incident.Arrival, dueIncidents)
		for i := range arrivals {
			payload, err := json.Marshal(map[string]int{"n": i})
			if err != nil {
				return "", err
			}
			arrivals[i] = incident.Arrival{By: model.System(model.Test), Event: &model.Event{
				Action: model.ActionTrigger, RoutingKey: t.Services[i%len(t.Services)], Summary: "High CPU", Payload: payload,
			}}
		}
		out, err := incident.Send(ctx, tx, arrivals)
		if err != nil {
			return "", err
		}
		return out[0].Result.Incident.ID, nil
	})
	if err != nil {
		return nil, err
	}
	committed := d.Now()
	var lags []time.Duration
	for len(lags) < dueIncidents {
		done, err := db.EscalatedSince(ctx, env, first)
		if err != nil {
			return nil, err
		}
		for now := d.Now(); len(lags) < done; {
			lags = append(lags, now.Sub(committed))
		}
	}
	slices.Sort(lags)
	return lags, nil
}
