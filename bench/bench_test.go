package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
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

// measured runs parts of the bench for short, on both databases.
func measured(t *testing.T, stored []int, only ...string) (b *bench, report string) {
	t.Helper()
	var out bytes.Buffer
	b = &bench{
		length: 100 * time.Millisecond, rounds: 1, connections: []int{3}, stored: stored, databases: []string{"postgres", "sqlite"}, only: only,
		out: &out, progress: t.Output(),
	}
	if err := b.check(); err != nil {
		t.Fatal(err)
	}
	if err := b.run(t.Context()); err != nil {
		t.Fatalf("%v, after\n%s", err, out.String())
	}
	for _, wrong := range []string{"NaN", "Inf", "%!"} {
		if strings.Contains(out.String(), wrong) {
			t.Errorf("the report has %q", wrong)
		}
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(out.String())
		}
	})
	return b, out.String()
}

// loaded holds that a run has found and reported something of loads: of the product also at
// half the rate and where its CPU goes.
func loaded(t *testing.T, b *bench, report string, loads ...string) {
	t.Helper()
	for _, database := range b.databases {
		for _, load := range loads {
			for _, stored := range b.stored {
				k := key{database, stored, load, 3}
				r := b.results[k]
				if r == nil || r.rate <= 0 || r.p50 <= 0 || r.p99 < r.p50 || r.memory <= 0 || r.baseline == (r.halfP99 > 0) {
					t.Errorf("%+v: %+v", k, r)
				}
			}
			hint := "- " + databaseNames[database] + ", " + load + ", 3: by themselves `"
			if baseline := b.results[key{database, b.stored[0], load, 3}].baseline; strings.Contains(report, hint) == baseline {
				t.Errorf("whether the report tells where the CPU of %s goes on %s is wrong", load, database)
			}
		}
	}
	for _, load := range loads {
		if n := strings.Count(report, "| "+load+" | 3 |"); n != len(b.databases)*len(b.stored) {
			t.Errorf("the report has %d rows of %s, not one for each database and number of incidents", n, load)
		}
	}
}

// judged holds that a report has a verdict on goals, for each database.
func judged(t *testing.T, b *bench, report string, goals ...string) {
	t.Helper()
	for _, database := range b.databases {
		for _, goal := range goals {
			if row := "| " + databaseNames[database] + ": " + goal + " |"; !strings.Contains(report, row) {
				t.Errorf("the report has no row %q", row)
			}
		}
	}
}

func TestARunReportsLoadsThatWrite(t *testing.T) {
	b, report := measured(t, []int{1300}, "ingest", "live", "due", "nodes", "start")
	loaded(t, b, report, loadNone, loadSingle, loadUnique, loadService, loadRepeated, loadMixed, loadStorm)
	judged(
		t, b, report, "rate of (a) against one transaction for each event, 3 connections", "CPU of (a) against the handler without a database, 3 connections",
		"rate of (b) against (a), 3 connections", "rate of (c) against (a), 3 connections",
		"memory of the server under every load", "p99 at half the rate of every load", "start to first answer with 1,300 stored", "size of the program",
	)
	for _, load := range []string{loadUnique, loadPage, loadList} {
		for _, size := range clusterSizes {
			row := fmt.Sprintf("| %s, %d servers | 3 |", load, size)
			if n := strings.Count(report, row); n != 1 { // on PostgreSQL
				t.Errorf("the report has %d rows %q", n, row)
			}
		}
	}
	if n := strings.Count(report, "of 1000 incidents that are due at once the first step is stored"); n != len(b.databases) {
		t.Errorf("the report tells %d times how long steps wait", n)
	}
}

func TestARunReportsReadsAsTheNumberOfIncidentsGrows(t *testing.T) {
	b, report := measured(t, []int{1300, 2600}, "reads", "lists")
	loaded(t, b, report, loadPage, loadPageMemory, loadPageRead, loadList, loadListWritten)
	judged(
		t, b, report, "CPU of (f) against the list written by hand, 3 connections", "CPU of (e) against encoding/json, from memory, 3 connections",
		"CPU of (e) against encoding/json, after the same statements, 3 connections", "cost of (e), 3 connections, at 2,600 against 1,300", "cost of (f), 3 connections, at 2,600 against 1,300",
		"cost of lists by REST, at 2,600 against 1,300", "cost of lists by GraphQL, at 2,600 against 1,300", "memory of the server under every load", "p99 at half the rate of every load",
	)
	if !strings.Contains(report, "PostgreSQL: tables that lists read from end to end, with 2,600 stored") {
		t.Error("the report does not tell which tables lists read from end to end")
	}
	for _, one := range incidentLists {
		for _, door := range doors {
			if n := strings.Count(report, "| "+one.name+", "+door.name+" |"); n != len(b.databases) {
				t.Errorf("the report has %d rows of the list %q by %s", n, one.name, door.name)
			}
		}
	}
}

func TestADatabaseThatIsMeasuredHasALogToWriteAgain(t *testing.T) {
	g, err := newGround(t.Context(), "postgres", 640)
	if err != nil {
		t.Fatal(err)
	}
	defer g.end()
	conn, err := pgx.Connect(t.Context(), g.url("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(t.Context())) }()
	var ahead int // segments that no record has been written to yet
	err = conn.QueryRow(t.Context(), "SELECT count(*) FROM pg_ls_waldir() WHERE name > pg_walfile_name(pg_current_wal_lsn()) AND length(name) = 24").Scan(&ahead)
	if err != nil || ahead < keptLog*9/10 {
		t.Errorf("%d segments of the log wait to be written again, not %d: %v", ahead, keptLog, err)
	}
}

func TestAPartThatFailsLosesNothingElse(t *testing.T) {
	broken, all := errors.New("it is broken"), parts
	defer func() { parts = all }()
	parts = append([]part{{name: "broken", measure: func(*bench, context.Context, *ground) error { return broken }}}, all...)
	var out bytes.Buffer
	b := &bench{
		length: 50 * time.Millisecond, rounds: 1, connections: []int{1}, stored: []int{640}, databases: []string{"sqlite"}, only: []string{"broken", "due"},
		out: &out, progress: t.Output(),
	}
	err := b.run(t.Context())
	if !errors.Is(err, broken) {
		t.Errorf("the run says %v", err)
	}
	for _, part := range []string{"**It failed:** broken on sqlite with 640 incidents: it is broken", "## Escalation", "## What must be reached"} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("the report has no %q:\n%s", part, out.String())
		}
	}
}

func TestAPartThatDoesNotExistIsRefused(t *testing.T) {
	b := &bench{length: time.Second, rounds: 1, databases: []string{"postgres"}, only: []string{"ingets"}}
	if err := b.check(); err == nil || !strings.Contains(err.Error(), `"ingets"`) {
		t.Error(err)
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

func TestFunctionsOfAProfileAreNamedShortly(t *testing.T) {
	list := `Showing top 3 nodes out of 9
      flat  flat%   sum%        cum   cum%
         0     0%     0%      0.30s 50.00%  github.com/opsknight/opsknight/db.Write[go.shape.[]github.com/opsknight/opsknight/internal/incident.Outcome].func2
         0     0%     0%      0.30s 50.00%  github.com/opsknight/opsknight/internal/incident.(*Batcher).store
     0.06s 10.00% 10.00%      0.06s 10.00%  runtime.memmove (inline)
`
	if got, want := functions(list, calledShare), "`db.Write.func2` 50.00 %, `runtime.memmove` 10.00 %"; got != want {
		t.Errorf("found %s, want %s", got, want)
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
		{10, loadUnique, 6000, 40 * time.Microsecond},
		{10, loadSingle, 1000, time.Millisecond},
		{10, loadNone, 1, 10 * time.Microsecond},
		{1000, loadUnique, 4000, 90 * time.Microsecond},
		{1000, loadSingle, 1000, time.Millisecond},
		{1000, loadNone, 1, 10 * time.Microsecond},
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
