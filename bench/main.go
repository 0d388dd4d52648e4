// Command bench measures the server against baselines in the same run and prints a report
// in Markdown. It starts its own databases and servers, on loopback and Unix sockets only,
// and ends them; every load is bounded in time.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
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
	b := &bench{out: os.Stdout, progress: os.Stderr}
	b.readFlags()
	exitOn(b.run(ctx))
}

// bench is one run.
type bench struct {
	length      time.Duration // of one measured load
	rounds      int
	connections []int
	stored      []int // incidents, ascending
	databases   []string
	only        []string // parts; empty: all of them
	profileDir  string   // "": profiles are only summed up
	program     string   // the product's, once it is built
	out         io.Writer
	progress    io.Writer

	results map[key]*result
	lengths map[key]int // of the answers to lists, in bytes; of no number of connections
	order   []key       // of the results, as they came
	starts  []start
	scanned []scan
	failed  []error
	lags    []string
	hints   []string
}

// part is something that is measured of each database and number of incidents.
type part struct {
	name, what string
	measure    func(b *bench, ctx context.Context, g *ground) error
}

var parts = []part{
	{"ingest", "events: (a) unique over 32 services, (b) unique on one, (c) 100 repeating keys, (d) a mix", (*bench).ingest},
	{"reads", "(e) a page of 50 by GraphQL, (f) a filtered list of 25 by REST", (*bench).reads},
	{"lists", "lists by every filter, and (e) and (f), as the number of incidents grows", (*bench).lists},
	{"live", "(g) a storm of subscribers", (*bench).live},
	{"due", "the first step of 1,000 incidents that are due at once", (*bench).due},
	{"nodes", "1, 2 and 4 servers on one PostgreSQL", (*bench).nodes},
	{"start", "the program's start to its first answer, and its size", (*bench).start},
}

func (b *bench) readFlags() {
	seconds := flag.Float64("seconds", 0.6, "length of each measured load")
	flag.IntVar(&b.rounds, "rounds", 5, "how often each load is measured, by turns with the others; the medians are reported")
	connections := flag.String("connections", "32,128", "connections of the loads, separated by commas")
	stored := flag.String("stored", "10000,200000,1000000", "how many incidents are stored, separated by commas")
	databases := flag.String("databases", "postgres,sqlite", "databases to measure, separated by commas")
	flag.StringVar(&b.profileDir, "profiles", "", "folder to keep the CPU profiles in")
	only := flag.String("only", "", "parts to measure, separated by commas; all of them if left out")
	flag.Usage = func() {
		_, _ = fmt.Fprintf(flag.CommandLine.Output(), "A whole run takes about half an hour on two cores, and 6 GB of disk while it lasts. Nothing else should run beside it.\n\nParts:\n")
		for _, part := range parts {
			_, _ = fmt.Fprintf(flag.CommandLine.Output(), "  %-7s %s\n", part.name, part.what)
		}
		_, _ = fmt.Fprintf(flag.CommandLine.Output(), "\nFlags:\n")
		flag.PrintDefaults()
	}
	flag.Parse()
	b.length = time.Duration(*seconds * float64(time.Second))
	b.connections, b.stored, b.databases = numbers(*connections), numbers(*stored), strings.Split(*databases, ",")
	if *only != "" {
		b.only = strings.Split(*only, ",")
	}
	exitOn(b.check())
}

// check refuses what cannot be measured.
func (b *bench) check() error {
	if b.length <= 0 || b.rounds < 1 {
		return errors.New("-seconds and -rounds have to be above 0")
	}
	for _, name := range b.only {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.name == name }) {
			return fmt.Errorf("there is no part %q: -help lists them", name)
		}
	}
	for _, name := range b.databases {
		if databaseNames[name] == "" {
			return fmt.Errorf("there is no database %q: it is postgres or sqlite", name)
		}
	}
	return nil
}

// numbers reads numbers that are separated by commas, and returns them in ascending order.
func numbers(list string) []int {
	var found []int
	for text := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(text)
		exitOn(err)
		found = append(found, n)
	}
	slices.Sort(found)
	return found
}

func exitOn(err error) {
	if err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
