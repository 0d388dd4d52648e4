package main

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// exchange is what one connection does again and again: a request and its answer, or more.
type exchange func(ctx context.Context, w *wire, at turn) error

// turn is one exchange among those of a run.
type turn struct {
	n   int64 // of this exchange, among all; counted from 1
	run int64 // of this connection in this load, among all
	i   int64 // of this exchange, among those of the connection; counted from 0
}

var exchanges, runs atomic.Int64

// load is what one load has found.
type load struct {
	took      time.Duration
	latencies []time.Duration // ascending
}

// drive has so many connections do an exchange for a time: each after the answer to its
// last or, at a rate that is not 0, when the next is due.
//
// What a rate makes due is sent by whichever connection is free, and its latency is
// counted from when it was due: an exchange that has to wait because the server stalls
// took as long as those who wait for it would say.
func drive(ctx context.Context, t target, connections int, length time.Duration, rate float64, send exchange) (*load, error) {
	wires := make([]*wire, connections)
	for i := range wires {
		var err error
		if wires[i], err = dial(ctx, t); err != nil {
			return nil, err
		}
		defer wires[i].close()
	}
	ctx, cancel := context.WithTimeout(ctx, length+grace)
	defer cancel()
	var wg sync.WaitGroup
	var mu sync.Mutex
	found := &load{}
	var failed error
	began := time.Now()
	due := &schedule{began: began, end: began.Add(length), rate: rate}
	for _, w := range wires {
		wg.Go(func() {
			latencies, err := driveOne(ctx, w, due, send)
			mu.Lock()
			defer mu.Unlock()
			found.latencies = append(found.latencies, latencies...)
			if err != nil && failed == nil {
				failed = err
			}
		})
	}
	wg.Wait()
	found.took = time.Since(began)
	slices.Sort(found.latencies)
	return found, failed
}

// driveOne is drive for one connection. It returns how long each exchange took.
func driveOne(ctx context.Context, w *wire, due *schedule, send exchange) ([]time.Duration, error) {
	var latencies []time.Duration
	run := runs.Add(1)
	for i := int64(0); ; i++ {
		at, ok := due.next(ctx)
		if !ok {
			return latencies, nil
		}
		// The server has not kept up with the rate for very long: what is still due
		// waits at least until now.
		if ctx.Err() == nil {
			if err := send(ctx, w, turn{n: exchanges.Add(1), run: run, i: i}); err != nil {
				return latencies, err
			}
		}
		latencies = append(latencies, time.Since(at))
	}
}

// schedule says when exchanges are due.
type schedule struct {
	began, end time.Time
	rate       float64 // a second; 0: at once
	given      atomic.Int64
}

// next waits until the next exchange is due, and returns when that was; false: none is.
func (s *schedule) next(ctx context.Context) (time.Time, bool) {
	if s.rate <= 0 {
		now := time.Now()
		return now, now.Before(s.end)
	}
	at := s.began.Add(time.Duration(float64(s.given.Add(1)-1) / s.rate * float64(time.Second)))
	if !at.Before(s.end) {
		return at, false
	}
	if wait := time.Until(at); wait > 0 {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
		}
	}
	return at, true
}
