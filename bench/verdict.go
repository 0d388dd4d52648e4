package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// What must be reached, beside the comparisons.
const (
	mostGrowth  = 1.3 // the cost of a list with the most incidents against that with the fewest
	mostMemory  = 300 // megabytes
	mostLatency = 50 * time.Millisecond
	mostStart   = time.Second
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
	for _, c := range comparisons {
		for _, connections := range b.connections {
			ratio, stored := b.worst(database, c, connections)
			if stored == 0 {
				continue
			}
			goal, found := fmt.Sprintf("%s, %d connections", c.name, connections), fmt.Sprintf("%.2f (%s stored)", ratio, thousands(stored))
			if c.bound == 0 {
				all = append(all, verdict{goal, "reported", found, "—"})
			} else {
				all = append(all, judge(goal, c.wanted(), found, c.holds(ratio)))
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
			one, fewest := b.results[key{database, most, listPrefix + load, connections}], b.results[key{database, few, listPrefix + load, connections}]
			if one != nil && fewest != nil {
				grown := against(one.cost(), fewest.cost())
				goal := fmt.Sprintf("cost of %s, %d connections, at %s against %s", load[:3], connections, thousands(most), thousands(few))
				all = append(all, judge(goal, wanted, fmt.Sprintf("%.2f (%s against %s)", grown, micros(one.cost()), micros(fewest.cost())), grown <= mostGrowth))
			}
		}
	}
	for _, door := range doors {
		name, worst, beyond, measured := "", 0.0, 0, 0
		for _, one := range incidentLists {
			if one.searching || b.isFuller(database, door.name, one) || b.results[key{database, most, listLoad(door.name, one), b.listConnections(one)}] == nil {
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
