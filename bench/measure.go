package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// key names a result.
type key struct {
	database    string
	stored      int // incidents, before the loads
	load        string
	connections int
}

// result is what the rounds of a load have found, each figure the median of all.
type result struct {
	rate     float64 // exchanges a second
	used     usage   // for each exchange
	p50, p99 time.Duration
	memory   int     // the most that the server has had in any of them, in megabytes
	baseline bool    // not of the product
	halfRate float64 // at which halfP99 was measured; 0: it was not
	halfP99  time.Duration
}

// cost is what an exchange costs the server and the database together.
func (r *result) cost() time.Duration { return r.used.server + r.used.database }

// entrant is one of those whose loads are measured by turns.
type entrant struct {
	load     string
	server   *running
	stored   int // incidents, if not those of the ground
	send     exchange
	senders  int // connections that do the exchanges; 0: all
	baseline bool
}

// round is what one load has found.
type round struct {
	load
	used   usage
	memory int
}

func (r *round) rate() float64 { return float64(len(r.latencies)) / r.took.Seconds() }

func (r *round) quantile(q float64) time.Duration {
	if len(r.latencies) == 0 {
		return 0
	}
	return r.latencies[int(q*float64(len(r.latencies)-1))]
}

// byTurns measures what entrants do, each once a round, so that all have the same noise:
// at full load, by so many connections each, and then the product's loads at half the most
// that they have done, and with a profile.
func (b *bench) byTurns(ctx context.Context, g *ground, connections []int, entrants []entrant) error {
	for _, n := range connections {
		if err := b.fully(ctx, g, n, b.length, entrants); err != nil {
			return err
		}
	}
	for _, e := range entrants {
		if e.baseline {
			continue
		}
		if err := b.half(ctx, g, connections, e); err != nil {
			return err
		}
		if err := b.profile(ctx, g, connections[len(connections)-1], e); err != nil {
			return err
		}
	}
	return nil
}

// fully measures entrants at full load, by turns.
func (b *bench) fully(ctx context.Context, g *ground, connections int, length time.Duration, entrants []entrant) error {
	rounds := make([][]*round, len(entrants))
	for n := range b.rounds + 1 {
		for i, e := range entrants {
			if n == 0 { // to warm up
				if _, err := e.round(ctx, connections, length/2, 0); err != nil {
					return err
				}
				continue
			}
			found, err := e.round(ctx, connections, length, 0)
			if err != nil {
				return err
			}
			rounds[i] = append(rounds[i], found)
		}
	}
	for i, e := range entrants {
		k := key{g.database, cmp.Or(e.stored, g.stored), e.load, connections}
		b.results[k] = medians(rounds[i], e.baseline)
		b.order = append(b.order, k)
	}
	return nil
}

// half measures the latency at half the most that an entrant has done.
func (b *bench) half(ctx context.Context, g *ground, connections []int, e entrant) error {
	most := key{g.database, g.stored, e.load, connections[0]}
	for _, n := range connections[1:] {
		k := most
		if k.connections = n; b.results[k].rate > b.results[most].rate {
			most = k
		}
	}
	r := b.results[most]
	r.halfRate = r.rate / 2
	var rounds []*round
	for range b.rounds {
		found, err := e.round(ctx, most.connections, 2*b.length, r.halfRate) // longer: it does half as much
		if err != nil {
			return err
		}
		rounds = append(rounds, found)
		r.memory = max(r.memory, found.memory)
	}
	r.halfP99 = median(rounds, func(r *round) time.Duration { return r.quantile(0.99) })
	return nil
}

// round runs one load, at a rate or, if that is 0, as fast as it goes, and lets the engine
// finish what comes of it.
func (e entrant) round(ctx context.Context, connections int, length time.Duration, rate float64) (*round, error) {
	fail := func(err error) (*round, error) {
		return nil, fmt.Errorf("%s, %d connections: %w", e.load, connections, err)
	}
	forgetPeak(e.server.pid)
	before := e.server.usage()
	found, err := drive(ctx, e.server.target, cmp.Or(e.senders, connections), length, rate, e.send)
	if err != nil {
		return fail(err)
	}
	if err := e.server.settle(ctx); err != nil {
		return fail(err)
	}
	r := &round{load: *found, used: e.server.usage().minus(before).each(len(found.latencies))}
	if r.memory, err = peakMemory(e.server.pid); err != nil {
		return fail(err)
	}
	return r, nil
}

// medians are what rounds have found.
func medians(rounds []*round, baseline bool) *result {
	r := &result{
		rate: median(rounds, (*round).rate),
		used: usage{
			server:    median(rounds, func(r *round) time.Duration { return r.used.server }),
			database:  median(rounds, func(r *round) time.Duration { return r.used.database }),
			generator: median(rounds, func(r *round) time.Duration { return r.used.generator }),
		},
		p50:      median(rounds, func(r *round) time.Duration { return r.quantile(0.5) }),
		p99:      median(rounds, func(r *round) time.Duration { return r.quantile(0.99) }),
		baseline: baseline,
	}
	for _, one := range rounds {
		r.memory = max(r.memory, one.memory)
	}
	return r
}

// median is that of a figure of rounds; of an even number of them, the greater of the two
// in the middle.
func median[T cmp.Ordered](rounds []*round, figure func(*round) T) T {
	figures := make([]T, len(rounds))
	for i, r := range rounds {
		figures[i] = figure(r)
	}
	slices.Sort(figures)
	return figures[len(figures)/2]
}
