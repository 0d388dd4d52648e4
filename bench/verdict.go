package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// What must be reached. Ratios are of one run.
const (
	leastAgainstSingle = 5.0 // the rate of (a) against one transaction for each event
	mostAgainstNone    = 8.0 // the CPU of (a) against the handler without a database
	leastOfOneService  = 0.8 // the rate of (b) against (a)
	leastRepeated      = 1.0 // the rate of (c) against (a)
	mostGrowth         = 1.3 // the cost of a list with the most incidents against that with the fewest
	mostAgainstWritten = 3.0 // the CPU of (f) against a handler that is written by hand
	mostMemory         = 300 // megabytes
	mostLatency        = 50 * time.Millisecond
	mostStart          = time.Second
)

// verdict is what one of the goals came to.
type verdict struct{ goal, wanted, found, reached string }

// judge compares what was found with what is wanted.
func judge(goal, wanted, found string, reached bool) verdict {
	v := verdict{goal, wanted, found, "**no**"}
	if reached {
		v.reached = "yes"
	}
	return v
}

// printVerdict says of each goal whether it is reached.
func (b *bench) printVerdict() {
	b.printf("\n## What must be reached\n\nWhere several loads or numbers of incidents are meant, the worst is told.\n\n| goal | wanted | found | reached |\n| --- | --- | --- | --- |\n")
	for _, database := range b.databases {
		for _, v := range b.verdicts(database) {
			b.printf("| %s: %s | %s | %s | %s |\n", databaseNames[database], v.goal, v.wanted, v.found, v.reached)
		}
	}
}

// verdicts are those of a database, of what was measured.
func (b *bench) verdicts(database string) []verdict {
	var all []verdict
	ratio := func(goal, load, other string, figure func(*result) float64, bound float64, atLeast bool) {
		for _, connections := range b.connections {
			w := b.worst(database, load, other, connections, figure, atLeast)
			if w.stored == 0 {
				continue
			}
			name := fmt.Sprintf("%s, %d connections", goal, connections)
			found := fmt.Sprintf("%.2f (%s stored)", w.ratio, thousands(w.stored))
			if atLeast {
				all = append(all, judge(name, fmt.Sprintf("≥ %.1f", bound), found, w.ratio >= bound))
			} else {
				all = append(all, judge(name, fmt.Sprintf("≤ %.1f", bound), found, w.ratio <= bound))
			}
		}
	}
	rate := func(r *result) float64 { return r.rate }
	cpu := func(r *result) float64 { return float64(r.used.server) }
	ratio("rate of (a) against one transaction for each event", loadUnique, loadSingle, rate, leastAgainstSingle, true)
	ratio("CPU of (a) against the handler without a database", loadUnique, loadNone, cpu, mostAgainstNone, false)
	ratio("rate of (b) against (a)", loadService, loadUnique, rate, leastOfOneService, true)
	ratio("rate of (c) against (a)", loadRepeated, loadUnique, rate, leastRepeated, true)
	ratio("CPU of (f) against the list written by hand", loadList, loadListWritten, cpu, mostAgainstWritten, false)
	for _, other := range []string{loadPageRead, loadPageMemory} { // there is no bound but what is possible
		for _, connections := range b.connections {
			if w := b.worst(database, loadPage, other, connections, cpu, false); w.stored > 0 {
				all = append(all, verdict{fmt.Sprintf("CPU of (e) against %s, %d connections", other[len("(e) "):], connections), "reported", fmt.Sprintf("%.2f (%s stored)", w.ratio, thousands(w.stored)), "—"})
			}
		}
	}
	all = append(all, b.growth(database)...)
	if database == "postgres" {
		all = append(all, b.wholeTables()...)
	}
	all = append(all, b.bounds(database)...)
	return all
}

// wholeTables says whether lists have made PostgreSQL read a table from end to end.
func (b *bench) wholeTables() []verdict {
	if len(b.scanned) == 0 {
		return nil
	}
	var found []string
	for _, one := range b.scanned {
		if one.times > 0 {
			found = append(found, fmt.Sprintf("%s %d times", one.table, one.times))
		}
	}
	return []verdict{judge(fmt.Sprintf("tables that lists read from end to end, with %s stored", thousands(b.stored[len(b.stored)-1])), "none", cmp.Or(strings.Join(found, ", "), "none"), len(found) == 0)}
}

// worst is the ratio that is furthest from what is wanted, and with how many incidents it
// was found; 0 of them: nothing was measured.
type worst struct {
	ratio  float64
	stored int
}

// worst compares a load with another, with each number of incidents.
func (b *bench) worst(database, load, other string, connections int, figure func(*result) float64, atLeast bool) worst {
	var w worst
	for _, n := range b.stored {
		one, compared := b.results[key{database, n, load, connections}], b.results[key{database, n, other, connections}]
		if one == nil || compared == nil || figure(compared) == 0 {
			continue
		}
		ratio := figure(one) / figure(compared)
		if w.stored == 0 || (ratio < w.ratio) == atLeast {
			w = worst{ratio, n}
		}
	}
	return w
}

// growth says how much more reads cost with the most incidents than with the fewest.
func (b *bench) growth(database string) []verdict {
	few, most := b.stored[0], b.stored[len(b.stored)-1]
	if few == most {
		return nil
	}
	wanted := fmt.Sprintf("≤ %.1f", mostGrowth)
	var all []verdict
	for _, load := range []string{loadPage, loadList} {
		for _, connections := range b.connections {
			one, fewest := b.results[key{database, most, load, connections}], b.results[key{database, few, load, connections}]
			if one != nil && fewest != nil {
				grown := against(one.cost(), fewest.cost())
				all = append(all, judge(fmt.Sprintf("cost of %s, %d connections, at %s against %s", load[:3], connections, thousands(most), thousands(few)), wanted, fmt.Sprintf("%.2f", grown), grown <= mostGrowth))
			}
		}
	}
	for _, door := range doors {
		name, worst, beyond, measured := "", 0.0, 0, 0
		for _, one := range incidentLists {
			if one.searching || b.results[key{database, most, listLoad(door.name, one), b.listConnections(one)}] == nil {
				continue
			}
			measured++
			grown := b.growthOfList(database, door.name, one)
			if grown > mostGrowth {
				beyond++
			}
			if grown > worst {
				name, worst = one.name, grown
			}
		}
		if measured > 0 {
			all = append(all, judge(fmt.Sprintf("cost of lists by %s, at %s against %s", door.name, thousands(most), thousands(few)), wanted, fmt.Sprintf("%.2f (%s); %d of %d lists are above", worst, name, beyond, measured), beyond == 0))
		}
	}
	return all
}

// bounds says whether the server keeps within its memory and its time.
func (b *bench) bounds(database string) []verdict {
	var all []verdict
	var memory, latency key
	for _, k := range b.order {
		r := b.results[k]
		if k.database != database || r.baseline {
			continue
		}
		if memory.load == "" || r.memory > b.results[memory].memory {
			memory = k
		}
		if r.halfRate > 0 && (latency.load == "" || r.halfP99 > b.results[latency].halfP99) {
			latency = k
		}
	}
	where := func(k key) string {
		return fmt.Sprintf("(%s, %d connections, %s stored)", k.load, k.connections, thousands(k.stored))
	}
	if r := b.results[memory]; r != nil {
		all = append(all, judge("memory of the server under every load", fmt.Sprintf("≤ %d MB", mostMemory), fmt.Sprintf("%d MB %s", r.memory, where(memory)), r.memory <= mostMemory))
	}
	if r := b.results[latency]; r != nil {
		all = append(all, judge("p99 at half the rate of every load", "≤ "+millis(mostLatency), fmt.Sprintf("%s %s", millis(r.halfP99), where(latency)), r.halfP99 <= mostLatency))
	}
	for _, s := range b.starts {
		if s.database == database {
			all = append(all,
				judge(fmt.Sprintf("start to first answer with %s stored", thousands(s.stored)), "≤ "+millis(mostStart), millis(s.took), s.took <= mostStart),
				verdict{"size of the program", "reported", fmt.Sprintf("%.1f MB", megabytes(s.size)), "—"})
		}
	}
	return all
}
