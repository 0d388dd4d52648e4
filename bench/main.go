// Command bench measures the server against baselines in the same run and prints
// a report. It starts its own databases and servers, on loopback and Unix sockets
// only, and ends them; every load is bounded in time.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		exitOn(serve(ctx, os.Args[2:]))
		return
	}
	seconds := flag.Int("seconds", 5, "length of each load")
	connections := flag.String("connections", "32,128", "connections of the ingest loads, separated by commas")
	stored := flag.String("stored", "10000,200000,1000000", "how many incidents are stored when lists are measured, separated by commas, the fewest first")
	databases := flag.String("databases", "postgres,sqlite", "databases to measure, separated by commas")
	profileDir := flag.String("profiles", "", "folder for a CPU profile of the server under each load")
	only := flag.String("only", "", "parts to measure, separated by commas: ingest, lists, stored, plain, live, due; all of them if left out")
	flag.Parse()
	b := &bench{profileDir: *profileDir, length: time.Duration(*seconds) * time.Second}
	b.connections, b.stored = numbers(*connections), numbers(*stored)
	if *only != "" {
		b.only = strings.Split(*only, ",")
	}
	exitOn(b.run(ctx, strings.Split(*databases, ",")))
}

// numbers reads numbers that are separated by commas.
func numbers(list string) []int {
	var found []int
	for text := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(text)
		exitOn(err)
		found = append(found, n)
	}
	return found
}

func exitOn(err error) {
	if err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench is one run.
type bench struct {
	length      time.Duration
	connections []int
	stored      []int    // incidents, when lists are measured
	only        []string // parts; empty: all of them
	profileDir  string   // "": no profiles
	profiles    int      // taken so far
}

// parts are what is measured on each database.
var parts = []struct {
	name    string
	measure func(b *bench, ctx context.Context, database string) error
}{
	{"ingest", (*bench).ingest}, {"lists", (*bench).lists}, {"stored", (*bench).grown}, {"plain", (*bench).plain}, {"live", (*bench).live}, {"due", (*bench).due},
}

func (b *bench) run(ctx context.Context, databases []string) error {
	fmt.Printf("# Benchmark\n\n%s, %d CPUs (%s), %s; %s a load. CPU is user and system time of the server's process.\n",
		time.Now().UTC().Format(time.DateOnly), runtime.NumCPU(), cpuModel(), runtime.Version(), b.length)
	for _, database := range databases {
		for _, part := range parts {
			if len(b.only) > 0 && !slices.Contains(b.only, part.name) {
				continue
			}
			if err := part.measure(b, ctx, database); err != nil {
				return fmt.Errorf("%s on %s: %w", part.name, database, err)
			}
		}
	}
	return nil
}

// ingest measures new alerts against the handler without a database and one
// transaction per event.
func (b *bench) ingest(ctx context.Context, database string) error {
	fmt.Printf("\n## Ingest on %s: unique events over 32 services\n\n", database)
	fmt.Println("| connections | server | events/s | CPU per event | database's CPU | p50 | p99 | against one transaction per event |")
	fmt.Println("| --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, connections := range b.connections {
		var single float64
		var batch float64
		for _, mode := range []string{modeNone, modeSingle, modeBatch, modeEngine} {
			m, err := b.measure(ctx, database, mode, connections, ingestRequest)
			if err != nil {
				return err
			}
			against := ""
			switch mode {
			case modeSingle:
				single = m.rate()
				against = "1"
			case modeBatch:
				batch = m.rate()
				against = fmt.Sprintf("%.1f", batch/single)
			case modeEngine:
				against = fmt.Sprintf("%.1f; %.0f %% of that without the engine", m.rate()/single, 100*m.rate()/batch)
			}
			fmt.Printf("| %d | %s | %.0f | %s | %s | %s | %s | %s |\n", connections, modeNames[mode], m.rate(),
				micros(m.serverCPU, m.requests), micros(m.databaseCPU, m.requests), m.quantile(0.5), m.quantile(0.99), against)
		}
	}
	return nil
}

// lists measures a page of 25 incidents with service and assignee.
func (b *bench) lists(ctx context.Context, database string) error {
	fmt.Printf("\n## Lists on %s: 25 of 2,000 incidents, with service and assignee, 8 connections\n\n", database)
	fmt.Println("| door | lists/s | CPU per list | database's CPU | p50 | p99 |")
	fmt.Println("| --- | --- | --- | --- | --- | --- |")
	for _, door := range []struct {
		name    string
		request func(target, int) []byte
	}{{"REST", restList}, {"GraphQL", graphqlList}, {"GraphQL, with total", graphqlListTotal}} {
		m, err := b.measure(ctx, database, modeBatch, 8, door.request)
		if err != nil {
			return err
		}
		fmt.Printf("| %s | %.0f | %s | %s | %s | %s |\n", door.name, m.rate(), micros(m.serverCPU, m.requests), micros(m.databaseCPU, m.requests), m.quantile(0.5), m.quantile(0.99))
	}
	return nil
}

func micros(spent time.Duration, n int) string {
	if n == 0 {
		return "—"
	}
	return fmt.Sprintf("%.0f µs", float64(spent.Microseconds())/float64(n))
}
