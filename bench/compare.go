package main

import "fmt"

// comparison is of two loads, as a ratio of one run.
type comparison struct {
	name        string
	load, other string // than which it is so many times as much
	figure      func(*result) float64
	bound       float64 // 0: the ratio is only reported
	atLeast     bool    // of the bound: else at most
}

func rate(r *result) float64 { return r.rate }
func cpu(r *result) float64  { return float64(r.used.server) }

var comparisons = []comparison{
	{"rate of (a) against one transaction for each event", loadUnique, loadSingle, rate, 5, true},
	{"CPU of (a) against the handler without a database", loadUnique, loadNone, cpu, 8, false},
	{"rate of (b) against (a)", loadService, loadUnique, rate, 0.8, true},
	{"rate of (c) against (a)", loadRepeated, loadUnique, rate, 1, true},
	{"CPU of (e) against encoding/json, after the same statements", loadPage, loadPageRead, cpu, 0, false},
	{"CPU of (e) against encoding/json, from memory", loadPage, loadPageMemory, cpu, 0, false},
	{"CPU of (f) against the list written by hand", loadList, loadListWritten, cpu, 3, false},
}

func (c comparison) holds(ratio float64) bool {
	if c.atLeast {
		return ratio >= c.bound
	}
	return ratio <= c.bound
}

func (c comparison) wanted() string {
	if c.atLeast {
		return fmt.Sprintf("≥ %.1f", c.bound)
	}
	return fmt.Sprintf("≤ %.1f", c.bound)
}

// ratio compares with so many incidents stored; false: not both were measured.
func (b *bench) ratio(database string, stored int, c comparison, connections int) (float64, bool) {
	one, other := b.results[key{database, stored, c.load, connections}], b.results[key{database, stored, c.other, connections}]
	if one == nil || other == nil || c.figure(other) == 0 {
		return 0, false
	}
	return c.figure(one) / c.figure(other), true
}

// worst is the ratio that is furthest from what is wanted, and with how many incidents it
// was found; with 0, nothing was measured.
func (b *bench) worst(database string, c comparison, connections int) (worst float64, stored int) {
	for _, n := range b.stored {
		ratio, ok := b.ratio(database, n, c, connections)
		if ok && (stored == 0 || (ratio < worst) == c.atLeast) {
			worst, stored = ratio, n
		}
	}
	return worst, stored
}

// printRatios prints how loads compare on one database.
func (b *bench) printRatios(g *ground) {
	began := false
	for _, c := range comparisons {
		for _, connections := range b.connections {
			ratio, ok := b.ratio(g.database, g.stored, c, connections)
			if !ok {
				continue
			}
			if !began {
				began = true
				b.printf("\n| ratio | connections | |\n| --- | ---: | ---: |\n")
			}
			b.printf("| %s | %d | %.2f |\n", c.name, connections, ratio)
		}
	}
}
