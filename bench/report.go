package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// run measures everything, and prints the report as it goes. It returns which parts have
// failed.
func (b *bench) run(ctx context.Context) error {
	b.results, b.lengths = map[key]*result{}, map[key]int{}
	defer func() {
		if b.program != "" {
			_ = os.RemoveAll(filepath.Dir(b.program))
		}
	}()
	began := time.Now()
	b.printMachine(ctx)
	for _, database := range b.databases {
		for _, n := range b.stored {
			if err := b.measureAll(ctx, database, n); err != nil {
				return err
			}
		}
		b.printLists(database)
	}
	b.printOthers()
	b.printVerdict()
	if len(b.hints) > 0 {
		b.printf("\n## Where the CPU goes\n\nOf the samples of a profile of the server, under each load with the most incidents stored:\n\n%s\n", strings.Join(b.hints, "\n"))
	}
	b.printf("\nLoad average after: %s. All of it took %s.\n", loadAverage(), time.Since(began).Round(time.Second))
	return errors.Join(b.failed...)
}

// measureAll measures all parts with so many incidents stored.
func (b *bench) measureAll(ctx context.Context, database string, n int) error {
	began := time.Now()
	_, _ = fmt.Fprintf(b.progress, "%s, %d incidents\n", database, n)
	g, err := newGround(ctx, database, n)
	if err != nil {
		return err
	}
	defer g.end()
	b.printf("\n## %s %s, %s incidents stored\n\nThey were stored in %s.\n\n", databaseNames[database], g.version, thousands(n), time.Since(began).Round(100*time.Millisecond))
	for _, part := range parts {
		if len(b.only) > 0 && !slices.Contains(b.only, part.name) {
			continue
		}
		_, _ = fmt.Fprintf(b.progress, "  %s  %s: %s\n", time.Now().UTC().Format(time.TimeOnly), part.name, part.what)
		// What was found of other parts is not lost, if one fails after twenty minutes.
		if err := part.measure(b, ctx, g); err != nil {
			err = fmt.Errorf("%s on %s with %d incidents: %w", part.name, database, n, err)
			if ctx.Err() != nil {
				return err
			}
			b.failed = append(b.failed, err)
			b.printf("**It failed:** %v\n\n", err)
		}
	}
	b.printLoads(g)
	b.printRatios(g)
	return nil
}

// printLoads prints what the loads on one database have found.
func (b *bench) printLoads(g *ground) {
	began := false
	for _, k := range b.order {
		if k.database != g.database || k.stored != g.stored || strings.HasPrefix(k.load, listPrefix) {
			continue
		}
		if !began {
			began = true
			b.printf("| load | connections | a second | CPU | database's CPU | generator's CPU | p50 | p99 | p99 at half the rate | memory |\n")
			b.printf("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n")
		}
		r := b.results[k]
		half := "—"
		if r.halfRate > 0 {
			half = fmt.Sprintf("%s at %.0f", millis(r.halfP99), r.halfRate)
		}
		b.printf("| %s | %d | %.0f | %s | %s | %s | %s | %s | %s | %d MB |\n", k.load, k.connections, r.rate,
			micros(r.used.server), micros(r.used.database), micros(r.used.generator), millis(r.p50), millis(r.p99), half, r.memory)
	}
	for _, sockets := range b.connections {
		if b.results[key{g.database, g.stored, loadStorm, sockets}] != nil {
			b.printf("\n(g) with %d sockets: %d subscriptions, %d of which are told of each change.\n", sockets, sockets*subscribed, toldOf(sockets))
		}
	}
}

// printLists prints what lists cost, by how many incidents are stored.
func (b *bench) printLists(database string) {
	if b.results[key{database, b.stored[0], listLoad(doors[0].name, incidentLists[0]), b.listConnections(incidentLists[0])}] == nil {
		return
	}
	b.printf("\n## Lists on %s, by how many incidents are stored\n\nWhat a list with its total costs the server and the database together; 25 incidents by REST, 50 with service and assignee by GraphQL; %d connections. "+
		"The last column is the cost with the most against that with the fewest; (fuller): with the fewest there is less than a page, so that the answers are not the same. Those by a time or a text cost what they match; one connection asks for them.\n\n| list |", databaseNames[database], b.listConnections(list{}))
	for _, n := range b.stored {
		b.printf(" %s |", thousands(n))
	}
	b.printf(" growth |\n| --- |%s\n", strings.Repeat(" ---: |", len(b.stored)+1))
	for _, one := range incidentLists {
		for _, door := range doors {
			b.printf("| %s, %s |", one.name, door.name)
			for _, n := range b.stored {
				b.printf(" %s |", micros(b.costOfList(database, n, door.name, one)))
			}
			b.printf(" %.2f%s |\n", b.growthOfList(database, door.name, one), fuller(b.isFuller(database, door.name, one)))
		}
	}
}

func fuller(is bool) string {
	if is {
		return " (fuller)"
	}
	return ""
}

// costOfList is what a list costs the server and the database together; 0 if that was not
// measured.
func (b *bench) costOfList(database string, stored int, door string, one list) time.Duration {
	if r := b.results[key{database, stored, listLoad(door, one), b.listConnections(one)}]; r != nil {
		return r.cost()
	}
	return 0
}

// growthOfList is the cost of a list with the most incidents against that with the fewest.
func (b *bench) growthOfList(database, door string, one list) float64 {
	few, most := b.stored[0], b.stored[len(b.stored)-1]
	return against(b.costOfList(database, most, door, one), b.costOfList(database, few, door, one))
}

// against is a ratio; 0 where the time was too short to see a cost.
func against(one, other time.Duration) float64 {
	if other == 0 {
		return 0
	}
	return float64(one) / float64(other)
}

func (b *bench) printOthers() {
	if len(b.lags) > 0 {
		b.printf("\n## Escalation\n\n%s\n", strings.Join(b.lags, "\n"))
	}
	if len(b.starts) > 0 {
		b.printf("\n## Start\n\n")
		for _, s := range b.starts {
			b.printf("- %s, %s incidents: %s from the start of `opsknight serve` to its first list (the median of %d), with %d MB.\n", databaseNames[s.database], thousands(s.stored), millis(s.took), b.rounds, s.memory)
		}
		b.printf("- The program, as `make build` makes it, has %.1f MB.\n", megabytes(b.starts[0].size))
	}
}

// thousands writes a number with a comma before each three digits.
func thousands(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

func micros(d time.Duration) string { return fmt.Sprintf("%.0f µs", float64(d.Nanoseconds())/1e3) }

func millis(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1e3) }

func megabytes(bytes int64) float64 { return float64(bytes) / 1e6 }
