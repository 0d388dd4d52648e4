package main

import (
	"context"
	"fmt"
)

// The loads of events, as the report names them.
const (
	loadUnique   = "(a) unique events, 32 services"
	loadService  = "(b) unique events, one service"
	loadRepeated = "(c) 100 repeating keys"
	loadMixed    = "(d) trigger, acknowledge, resolve"
	loadSingle   = "(a) one transaction for each event"
	loadNone     = "(a) the handler without a database"
)

// repeatedKeys is how many keys (c) repeats.
const repeatedKeys = 100

// ingest measures what takes in events, (a) against the handler without a database and one
// transaction for each event.
func (b *bench) ingest(ctx context.Context, g *ground) error {
	product, err := g.serving(ctx)
	if err != nil {
		return err
	}
	defer product.end()
	url, remove, err := g.copy(ctx)
	defer remove()
	if err != nil {
		return err
	}
	single, err := g.servingOn(ctx, url, modeSingle)
	if err != nil {
		return err
	}
	defer single.end()
	none, err := g.servingOn(ctx, url, modeNone) // which only looks up the key there
	if err != nil {
		return err
	}
	defer none.end()
	return b.byTurns(ctx, g, b.connections, []entrant{
		{load: loadNone, server: none, send: uniqueEvent, baseline: true},
		{load: loadSingle, server: single, send: uniqueEvent, baseline: true},
		{load: loadUnique, server: product, send: uniqueEvent},
		{load: loadService, server: product, send: eventOfOneService},
		{load: loadRepeated, server: product, send: repeatedEvent},
		{load: loadMixed, server: product, send: mixedEvent},
	})
}

func uniqueEvent(_ context.Context, w *wire, at turn) error {
	return trigger(w, w.Services[at.n%benchServices], fmt.Sprintf("unique-%d", at.n), at)
}

func eventOfOneService(_ context.Context, w *wire, at turn) error {
	return trigger(w, w.Services[0], fmt.Sprintf("unique-%d", at.n), at)
}

func repeatedEvent(_ context.Context, w *wire, at turn) error {
	n := at.n % repeatedKeys
	return trigger(w, w.Services[n%benchServices], fmt.Sprintf("repeated-%d", n), at)
}

// mixedEvent opens an incident, and by the next two turns acknowledges and resolves it.
func mixedEvent(_ context.Context, w *wire, at turn) error {
	n := at.i / 3
	service, dedupKey := w.Services[(at.run+n)%benchServices], fmt.Sprintf("mixed-%d-%d", at.run, n)
	if at.i%3 == 0 {
		return trigger(w, service, dedupKey, at)
	}
	_, err := w.post("/api/events", fmt.Sprintf(`{"routing_key":%q,"event_action":%q,"dedup_key":%q}`, service, []string{"acknowledge", "resolve"}[at.i%3-1], dedupKey))
	return err
}

func trigger(w *wire, service, dedupKey string, at turn) error {
	_, err := w.post("/api/events", fmt.Sprintf(`{"routing_key":%q,"event_action":"trigger","dedup_key":%q,"payload":{"summary":"High CPU on web-%d","severity":"critical","source":"bench","custom_details":{"load":%d,"host":"web-%d"}}}`,
		service, dedupKey, at.run, at.n, at.run))
	return err
}
