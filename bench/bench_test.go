package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"testing"
	"time"
)

// TestMain serves instead of testing when the bench starts itself as the server that is
// measured.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		exitOn(serve(context.Background(), os.Args[2:]))
		return
	}
	os.Exit(m.Run())
}

func TestARunReportsEveryLoadAndJudgesEveryGoal(t *testing.T) {
	var report bytes.Buffer
	b := &bench{
		length: 100 * time.Millisecond, rounds: 1, connections: []int{3}, stored: []int{1300, 2600}, databases: []string{"postgres", "sqlite"},
		out: &report, progress: io.Discard,
	}
	if err := b.run(t.Context()); err != nil {
		t.Fatalf("%v, after\n%s", err, report.String())
	}
	for _, database := range b.databases {
		for _, stored := range b.stored {
			for _, load := range []string{loadNone, loadSingle, loadUnique, loadService, loadRepeated, loadMixed, loadPage, loadPageMemory, loadPageRead, loadList, loadListWritten, loadStorm} {
				halves := 0
				for _, connections := range b.connections {
					k := key{database, stored, load, connections}
					r := b.results[k]
					if r == nil || r.rate <= 0 || r.p99 < r.p50 || r.p50 <= 0 || r.memory <= 0 {
						t.Errorf("%+v: %+v", k, r)
						continue
					}
					if r.halfRate > 0 {
						halves++
					}
					row := fmt.Sprintf("| %s | %d |", load, connections)
					if n := strings.Count(report.String(), row); n != len(b.databases)*len(b.stored) {
						t.Errorf("%d rows of the report begin with %q, not one for each database and number of incidents", n, row)
					}
				}
				if baseline := b.results[key{database, stored, load, 3}].baseline; baseline != (halves == 0) {
					t.Errorf("%s on %s: %d latencies at half the rate", load, database, halves)
				}
			}
			for _, one := range incidentLists {
				for _, door := range doors {
					if r := b.results[key{database, stored, listLoad(door.name, one), one.connections()}]; r == nil || r.rate <= 0 {
						t.Errorf("%s by %s on %s: %+v", one.name, door.name, database, r)
					}
				}
			}
		}
		for _, goal := range []string{
			"rate of (a) against one transaction for each event, 3 connections", "CPU of (a) against the handler without a database, 3 connections", "rate of (b) against (a), 3 connections",
			"rate of (c) against (a), 3 connections", "CPU of (f) against the list written by hand, 3 connections", "CPU of (e) against encoding/json, from memory, 3 connections",
			"cost of (e), 3 connections, at 2,600 against 1,300", "cost of (f), 3 connections, at 2,600 against 1,300", "cost of lists by REST, at 2,600 against 1,300", "cost of lists by GraphQL, at 2,600 against 1,300",
			"memory of the server under every load", "p99 at half the rate of every load", "start to first answer with 2,600 stored", "size of the program",
		} {
			if row := "| " + databaseNames[database] + ": " + goal + " |"; !strings.Contains(report.String(), row) {
				t.Errorf("the report has no row %q", row)
			}
		}
		for _, load := range []string{loadUnique, loadService, loadRepeated, loadMixed, loadPage, loadList, loadStorm} {
			if hint := "- " + databaseNames[database] + ", " + load + ", 3: by themselves `"; !strings.Contains(report.String(), hint) {
				t.Errorf("the report does not say where the CPU goes: %q", hint)
			}
		}
	}
	for _, wrong := range []string{"NaN", "Inf", "%!"} {
		if strings.Contains(report.String(), wrong) {
			t.Errorf("the report has %q", wrong)
		}
	}
	if t.Failed() {
		t.Log(report.String())
	}
}

func TestAStallCountsForAllThatWereDueMeanwhile(t *testing.T) {
	server, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Close() }()
	const length, rate = 200 * time.Millisecond, 100.0
	began := time.Now()
	found, err := drive(t.Context(), target{Addr: server.Addr().String()}, 1, length, rate, func(_ context.Context, _ *wire, at turn) error {
		if at.i == 0 {
			<-time.After(time.Until(began.Add(length)))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := int(length.Seconds() * rate); len(found.latencies) != want {
		t.Fatalf("%d exchanges were due; %d are counted", want, len(found.latencies))
	}
	for i, latency := range found.latencies { // ascending: the last of them was due last
		if least := time.Duration(i) * 9 * time.Millisecond; latency < least {
			t.Errorf("the exchange that waited for %d others took %s", i, latency)
		}
	}
}

func TestMediansAreOfEachFigure(t *testing.T) {
	var rounds []*round
	for _, n := range []int{3, 1, 2} {
		rounds = append(rounds, &round{
			load: load{took: time.Second, latencies: make([]time.Duration, 10*n)}, memory: 100 * n,
			used: usage{server: time.Duration(n), database: time.Duration(4 - n)},
		})
	}
	r := medians(rounds, false)
	if r.rate != 20 || r.used.server != 2 || r.used.database != 2 || r.memory != 300 {
		t.Errorf("%+v", r)
	}
}

func TestVerdictsTellTheWorst(t *testing.T) {
	b := &bench{stored: []int{10, 1000}, connections: []int{32}, results: map[key]*result{}}
	for _, one := range []struct {
		stored int
		load   string
		rate   float64
		cpu    time.Duration
	}{
		{10, loadUnique, 6000, 40 * time.Microsecond}, {10, loadSingle, 1000, time.Millisecond}, {10, loadNone, 1, 10 * time.Microsecond},
		{1000, loadUnique, 4000, 90 * time.Microsecond}, {1000, loadSingle, 1000, time.Millisecond}, {1000, loadNone, 1, 10 * time.Microsecond},
	} {
		k := key{"postgres", one.stored, one.load, 32}
		b.results[k] = &result{rate: one.rate, used: usage{server: one.cpu}, memory: 1, baseline: one.load != loadUnique}
		b.order = append(b.order, k)
	}
	found := b.verdicts("postgres")
	want := []verdict{
		{"rate of (a) against one transaction for each event, 32 connections", "≥ 5.0", "4.00 (1,000 stored)", "**no**"},
		{"CPU of (a) against the handler without a database, 32 connections", "≤ 8.0", "9.00 (1,000 stored)", "**no**"},
		{"memory of the server under every load", "≤ 300 MB", "1 MB (" + loadUnique + ", 32 connections, 10 stored)", "yes"},
	}
	if len(found) != len(want) {
		t.Fatalf("%+v", found)
	}
	for i := range want {
		if found[i] != want[i] {
			t.Errorf("found %+v, want %+v", found[i], want[i])
		}
	}
}
