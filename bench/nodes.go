package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
)

// clusterSizes are how many servers share a database.
var clusterSizes = []int{1, 2, 4}

// cluster is several servers on one database.
type cluster []*running

// nodes measures several servers on one database, by turns with one: what they cost
// together, and what they are in each other's way. SQLite has one server.
func (b *bench) nodes(ctx context.Context, g *ground) error {
	if g.database != "postgres" || g.stored != b.stored[0] {
		return nil
	}
	clusters := make([]cluster, len(clusterSizes))
	var copies []func() // each removes one
	defer func() {
		for _, c := range clusters {
			for _, s := range c {
				s.end()
			}
		}
		for _, remove := range copies {
			remove()
		}
	}()
	for i, size := range clusterSizes {
		url, remove, err := g.copy(ctx)
		copies = append(copies, remove)
		if err != nil {
			return err
		}
		for range size {
			s, err := g.servingOn(ctx, url, modeProduct)
			if err != nil {
				return err
			}
			clusters[i] = append(clusters[i], s)
		}
	}
	for _, l := range []struct {
		load string
		send exchange
	}{{loadUnique, uniqueEvent}, {loadPage, posting("/graphql", pageBody)}, {loadList, getting(listPath)}} {
		if err := b.nodesByTurns(ctx, g, clusters, l.load, l.send); err != nil {
			return fmt.Errorf("%s: %w", l.load, err)
		}
	}
	return nil
}

// nodesByTurns measures one load of each cluster.
func (b *bench) nodesByTurns(ctx context.Context, g *ground, clusters []cluster, load string, send exchange) error {
	connections := b.connections[len(b.connections)-1]
	rounds := make([][]*round, len(clusters))
	for n := range b.rounds + 1 {
		for i, c := range clusters {
			found, err := c.round(ctx, b, connections, send)
			if err != nil {
				return err
			}
			if n > 0 { // the first was to warm up
				rounds[i] = append(rounds[i], found)
			}
		}
	}
	for i, c := range clusters {
		k := key{g.database, g.stored, fmt.Sprintf("%s, %d servers", load, len(c)), connections}
		b.results[k] = medians(rounds[i], false)
		b.order = append(b.order, k)
	}
	return nil
}

// round has the connections, shared out among the servers, do an exchange at full load.
func (c cluster) round(ctx context.Context, b *bench, connections int, send exchange) (*round, error) {
	before := c.usage()
	loads, errs := make([]*load, len(c)), make([]error, len(c))
	var wg sync.WaitGroup
	for i, s := range c {
		wg.Go(func() {
			loads[i], errs[i] = drive(ctx, s.target, max(1, connections/len(c)), b.length, 0, send)
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	if err := c[0].settle(ctx); err != nil {
		return nil, err
	}
	r := &round{}
	for _, l := range loads {
		r.latencies = append(r.latencies, l.latencies...)
		r.took = max(r.took, l.took)
	}
	slices.Sort(r.latencies)
	r.used = c.usage().minus(before).each(len(r.latencies))
	for _, s := range c {
		memory, err := peakMemory(s.pid)
		if err != nil {
			return nil, err
		}
		r.memory = max(r.memory, memory)
	}
	return r, nil
}

// usage is what the servers have used together, and the database and this program once.
func (c cluster) usage() usage {
	all := c[0].usage()
	for _, s := range c[1:] {
		all.server += cpuOf(s.pid)
	}
	return all
}
