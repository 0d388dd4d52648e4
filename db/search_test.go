package db_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/model"
)

// pieces are what the texts of the test are made of: what an index or a pattern may take for
// something else among them.
var pieces = []string{
	"disk", "Disk", "full", "ab", "a", " ", "\n", "%", "_", `\`, `"`, `""`, "'", "*", "NEAR", "OR ", "-", "(", ":", "^", "é", "É", "ß", "İ", "日本", "語", "🔥", "👩‍🚒",
}

func anyText(random *rand.Rand, most int) string {
	var text strings.Builder
	for range 1 + random.IntN(most) {
		text.WriteString(pieces[random.IntN(len(pieces))])
	}
	return text.String()
}

// TestSearchFindsEveryPart compares what a search finds with what it is meant to: each
// incident in whose title, id or description the text occurs, in capitals or not. Incidents
// are changed and deleted in between.
func TestSearchFindsEveryPart(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		random := rand.New(rand.NewPCG(5, 6))
		w := newWorld(t, d, model.Live)
		var kept []*model.Incident
		foundAny := 0
		for step := range 300 {
			if err := add(t, d, model.Live, func(ctx context.Context, tx db.Tx) error { return w.retitle(ctx, tx, random, &kept) }); err != nil {
				t.Fatal(err)
			}
			text := anyText(random, 3)
			if id := kept[random.IntN(len(kept))].ID; random.IntN(4) == 0 {
				text = id[len(id)-4:]
			}
			want := map[string]bool{}
			for _, inc := range kept {
				if strings.Contains(strings.ToLower(inc.Title+"\n"+inc.ID+"\n"+*inc.Description), strings.ToLower(text)) {
					want[inc.ID] = true
				}
			}
			found, err := db.Incidents(t.Context(), d.In(model.Live), model.IncidentFilter{Q: &text}, db.Oldest, model.Page{First: ptr(100)})
			if err != nil {
				t.Fatal(err)
			}
			total, err := found.Count(t.Context())
			if err != nil || total != len(want) || len(found.Nodes) != len(want) {
				t.Fatalf("step %d: %q finds %d and has a total of %d, want %d: %v", step, text, len(found.Nodes), total, len(want), err)
			}
			for _, inc := range found.Nodes {
				if !want[inc.ID] {
					t.Fatalf("step %d: %q finds %q, %q", step, text, inc.Title, *inc.Description)
				}
			}
			foundAny += len(want)
			other, err := db.Incidents(t.Context(), d.In(model.Test), model.IncidentFilter{Q: &text}, db.Oldest, model.Page{})
			if err != nil || len(other.Nodes) != 0 {
				t.Fatalf("the other environment finds %d: %v", len(other.Nodes), err)
			}
		}
		if foundAny < 300 {
			t.Errorf("only %d were to be found: the texts are too different", foundAny)
		}
	})
}

// retitle opens, changes or deletes an incident.
func (w *world) retitle(ctx context.Context, tx db.Tx, random *rand.Rand, kept *[]*model.Incident) error {
	choice, stored := random.IntN(6), len(*kept)
	switch at := random.IntN(stored + 1); {
	case at < stored && stored > 20 && choice < 3:
		gone := (*kept)[at]
		*kept = slices.Delete(*kept, at, at+1)
		return db.DeleteIncident(ctx, tx, gone)
	case at < stored && choice < 2:
		inc := (*kept)[at]
		inc.Title, inc.Description = anyText(random, 6), ptr(anyText(random, 6))
		return db.UpdateIncident(ctx, tx, inc, "title", "description")
	}
	inc := w.incidents(tx.Stamp, random)[0]
	inc.Title, inc.Description = anyText(random, 6), ptr(anyText(random, 6))
	*kept = append(*kept, inc)
	return db.InsertIncident(ctx, tx, inc)
}

// TestASearchForWhatManyHave has more incidents with a text than a search gathers, and one
// with another.
func TestASearchForWhatManyHave(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		const stored = 1500
		if err := dbtest.Grow(t.Context(), d.URL(), model.Live, stored); err != nil {
			t.Fatal(err)
		}
		for text, want := range map[string]int{"IS FULL": stored, "disk 77 is": 1, "grown": 0} {
			found, err := db.Incidents(t.Context(), d.In(model.Live), model.IncidentFilter{Q: &text}, db.Newest, model.Page{First: ptr(50)})
			if err != nil {
				t.Fatal(err)
			}
			total, err := found.Count(t.Context())
			if err != nil || total != want || len(found.Nodes) != min(50, want) {
				t.Errorf("%q finds %d, and a total of %d, want %d: %v", text, len(found.Nodes), total, want, err)
			}
		}
	})
}

// TestASearchFindsWhatTheIndexHasYetToTakeIn stores a text, which waits until it is
// indexed, and looks for it before and after.
func TestASearchFindsWhatTheIndexHasYetToTakeIn(t *testing.T) {
	d, conn := grownPostgres(t, 1000)
	execute(t, d, "CREATE EXTENSION pgstattuple")
	execute(t, d, "UPDATE incidents SET search_text = 'a lamp is out' WHERE id = (SELECT min(id) FROM incidents)")
	for _, indexed := range []bool{false, true} {
		if indexed {
			if err := d.IndexTexts(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		var waiting int
		if err := conn.QueryRow(t.Context(), "SELECT pending_tuples FROM pgstatginindex('incident_texts_search')").Scan(&waiting); err != nil {
			t.Fatal(err)
		}
		if (waiting == 0) != indexed {
			t.Errorf("indexed %v: %d texts wait", indexed, waiting)
		}
		found, err := db.Incidents(t.Context(), d.In(model.Live), model.IncidentFilter{Q: ptr("lamp is out")}, db.Newest, model.Page{})
		if err != nil || len(found.Nodes) != 1 {
			t.Errorf("indexed %v: it finds %d incidents, want 1: %v", indexed, len(found.Nodes), err)
		}
	}
}

// TestTheIndexOfSQLiteIsMerged has more transactions store texts than the index may have
// segments. They leave them unmerged, but for so many that no engine can have been there.
func TestTheIndexOfSQLiteIsMerged(t *testing.T) {
	d := dbtest.Open(t, dbtest.URL(t, "sqlite"))
	if err := dbtest.Grow(t.Context(), d.URL(), model.Live, 10); err != nil {
		t.Fatal(err)
	}
	raw := rawSQLite(t, d)
	raw.SetMaxOpenConns(1)
	run := func(statement string) {
		t.Helper()
		if _, err := raw.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	run("PRAGMA synchronous = OFF")
	segments := func() (n int) {
		t.Helper()
		if err := raw.QueryRowContext(t.Context(), "SELECT count(DISTINCT segid) FROM incident_search_idx").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	stored := 0
	for _, step := range []struct {
		until               int
		fewest, most, after int // segments, and how many are left at most when they are merged
	}{
		{100, 100, 110, 8},
		{900, 800, 910, 12},
		{2500, 1, 1600, 12},
	} {
		for ; stored < step.until; stored++ {
			run(fmt.Sprintf("UPDATE incidents SET search_text = 'lamp %d is out' WHERE id = (SELECT min(id) FROM incidents)", stored))
		}
		if n := segments(); n < step.fewest || n > step.most {
			t.Errorf("%d transactions have left %d segments, want %d to %d", step.until, n, step.fewest, step.most)
		}
		if err := d.IndexTexts(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := segments(); n > step.after {
			t.Errorf("%d segments are left after the merge, want %d at most", n, step.after)
		}
		text := fmt.Sprintf("lamp %d is out", stored-1)
		found, err := db.Incidents(t.Context(), d.In(model.Live), model.IncidentFilter{Q: &text}, db.Newest, model.Page{})
		if err != nil || len(found.Nodes) != 1 {
			t.Errorf("%q finds %d incidents, want 1: %v", text, len(found.Nodes), err)
		}
	}
	run("INSERT INTO incident_search (incident_search, rank) VALUES ('integrity-check', 1)")
}

// TestTheMigrationStoresTheTextsOfWhatIsThere has incidents that were stored before their
// texts were, and a text whose incident was deleted meanwhile. On SQLite the texts are as old
// as the search.
func TestTheMigrationStoresTheTextsOfWhatIsThere(t *testing.T) {
	d, conn := grownPostgres(t, 1000)
	execute(t, d, "DELETE FROM incident_texts WHERE incident_id >= (SELECT incident_id FROM incident_texts ORDER BY incident_id OFFSET 10 LIMIT 1)")
	execute(t, d, "INSERT INTO incident_texts VALUES ('LIVE', 'inc_gone', 'disk 7 is full')")
	text, err := db.MigrationSQL("20261126001210_incident_texts_stored.up.sql", true)
	if err != nil {
		t.Fatal(err)
	}
	for statement := range strings.SplitSeq(text, "--bun:split") {
		execute(t, d, statement)
	}
	var texts, strangers int
	if err := conn.QueryRow(t.Context(), `SELECT count(*), count(*) FILTER (WHERE incidents.id IS NULL)
		FROM incident_texts AS text LEFT JOIN incidents ON incidents.environment = text.environment AND incidents.id = text.incident_id`).Scan(&texts, &strangers); err != nil {
		t.Fatal(err)
	}
	if texts != 1000 || strangers != 0 {
		t.Errorf("%d texts, %d of them of no incident, want 1000 and none", texts, strangers)
	}
}
