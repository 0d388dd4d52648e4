package db_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/model"
)

// A connection keeps the plans it makes while the tables are empty, until they are
// analyzed: what each event runs must have the right one even then.
func TestPlansMadeOnAnEmptyDatabase(t *testing.T) {
	conn, err := pgx.Connect(t.Context(), dbtest.URL(t, "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	escalations, escalated := db.EscalationsSQL(model.Test, []*model.Incident{{ID: "inc_1"}, {ID: "inc_2"}})
	fold, folded := db.FoldTotalsSQL()
	active, keys, err := db.ActiveIncidentsSQL(dbtest.Open(t, dbtest.URL(t, "postgres")).In(model.Test))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, statement string
		arguments       []any
		index           string
	}{
		{"what each event looks up", active, keys, "incidents_pkey on incidents incident "},
		{"how far incidents have escalated", escalations, escalated, "incidents_pkey"},
		{"the changes of totals that are folded", fold, folded, "Cond: (id <= "},
		{
			"a foreign key to an incident",
			"SELECT 1 FROM ONLY incidents x WHERE environment = $1 AND id = $2 FOR KEY SHARE OF x",
			[]any{"TEST", "inc_1"},
			"incidents_pkey",
		},
		{
			"a foreign key to a delivery",
			"SELECT 1 FROM ONLY webhook_deliveries x WHERE environment = $1 AND id = $2 FOR KEY SHARE OF x",
			[]any{"TEST", "dlv_1"},
			"webhook_deliveries_pkey",
		},
		{
			"the open incident of a dedup key",
			"SELECT id FROM incidents WHERE environment = $1 AND service_id = $2 AND dedup_key = $3 AND status <> 'RESOLVED'",
			[]any{"TEST", "svc_1", "k"},
			"incidents_dedup",
		},
		{
			"the lines of an incident that is deleted",
			"DELETE FROM ONLY incident_events WHERE environment = $1 AND incident_id = $2",
			[]any{"TEST", "inc_1"},
			"incident_events_incident",
		},
		{
			"the lines after a position",
			"SELECT * FROM incident_events WHERE environment = $1 AND position >= $2 AND (position > $2 OR id > $3) ORDER BY position, id LIMIT 500",
			[]any{"TEST", 5, "evt_1"},
			"incident_events_position",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			plan := explain(t, conn, tt.statement, tt.arguments)
			if !strings.Contains(plan, tt.index) {
				t.Errorf("it does not use %s:\n%s", tt.index, plan)
			}
		})
	}
}

// TestPlansOfListsOnAnEmptyDatabase has the lists of a database prepared by one where there
// is nothing to read: connections keep these plans until the tables are analyzed, which may
// be after a storm.
func TestPlansOfListsOnAnEmptyDatabase(t *testing.T) {
	d := dbtest.Open(t, dbtest.URL(t, "postgres"))
	if err := dbtest.Grow(t.Context(), d.URL(), model.Live, 2000); err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(t.Context(), dbtest.URL(t, "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	for _, tt := range plannedLists() {
		if tt.filter.Q != nil { // which is planned each time
			continue
		}
		t.Run(tt.name, func(t *testing.T) {
			statement, arguments, err := db.IncidentsSQL(t.Context(), d.In(model.Live), tt.filter, model.Order{Field: string(tt.order), Direction: model.Descending}, tt.page)
			if err != nil {
				t.Fatal(err)
			}
			if plan := explain(t, conn, statement, arguments); strings.Contains(plan, "Seq Scan") {
				t.Errorf("it goes through the whole table:\n%s", plan)
			}
		})
	}
}

// What runs all the time must not grow with the number of incidents.
func TestPlansOnSQLite(t *testing.T) {
	conn, err := sql.Open("sqlite", dbtest.URL(t, "sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	grown := dbtest.Open(t, dbtest.URL(t, "sqlite"))
	if err := dbtest.Grow(t.Context(), grown.URL(), model.Live, 2000); err != nil {
		t.Fatal(err)
	}
	search, _, err := db.IncidentsSQL(t.Context(), grown.In(model.Live), model.IncidentFilter{Q: ptr("disk 77 is")}, db.Newest, model.Page{})
	if err != nil {
		t.Fatal(err)
	}
	ofService := model.IncidentFilter{ServiceID: []string{dbtest.GrownID(model.ServiceID, 3)}, Status: []model.IncidentStatus{model.IncidentOpen}}
	open, _, err := db.IncidentsSQL(t.Context(), grown.In(model.Live), ofService, db.Newest, model.Page{})
	if err != nil {
		t.Fatal(err)
	}
	active, _, err := db.ActiveIncidentsSQL(grown.In(model.Live))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, statement string
		uses            []string
	}{
		{
			"a search", search,
			[]string{"SCAN incident_search VIRTUAL TABLE INDEX 0:M", "SEARCH text USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH incident USING INDEX sqlite_autoindex_incidents_1"},
		},
		{
			"the open incidents of a service", open,
			[]string{"SEARCH incident USING INDEX incidents_dedup (environment=? AND service_id=?)"},
		},
		{
			"what each event looks up", active,
			[]string{"INDEX incidents_dedup (environment=? AND service_id=? AND dedup_key=?)", "INDEX incidents_merged_key (environment=? AND service_id=? AND dedup_key=?)"},
		},
		{
			"the lines after a position",
			"SELECT * FROM incident_events AS incident_event NOT INDEXED WHERE environment = 'TEST' AND position >= 5 AND (position > 5 OR id > 'evt_1') ORDER BY position, id LIMIT 500",
			[]string{"INTEGER PRIMARY KEY (rowid>?)"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			plan := sqlitePlan(t, conn, tt.statement)
			for _, index := range tt.uses {
				if !strings.Contains(plan, index) {
					t.Errorf("it does not use %s:\n%s", index, plan)
				}
			}
		})
	}
}

// sqlitePlan is how SQLite runs a statement, a line for each step.
func sqlitePlan(t *testing.T, conn *sql.DB, statement string) string {
	t.Helper()
	rows, err := conn.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+statement)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var plan strings.Builder
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		plan.WriteString(step + "\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return plan.String()
}

// plannedList is a list of incidents, in a database that dbtest.Grow has made.
type plannedList struct {
	name   string
	filter model.IncidentFilter
	order  model.IncidentOrderField
	page   model.Page
	most   int // rows that are looked at
}

func plannedLists() []plannedList {
	service, user, team := dbtest.GrownID(model.ServiceID, 3), dbtest.GrownID(model.UserID, 7), dbtest.GrownID(model.TeamID, 2)
	busy := dbtest.GrownID(model.UserID, 0)
	page, far := model.Page{First: ptr(25)}, model.Page{First: ptr(25), Offset: ptr(5000)}
	open, active := []model.IncidentStatus{model.IncidentOpen}, []model.IncidentStatus{model.IncidentOpen, model.IncidentAcknowledged}
	resolved := []model.IncidentStatus{model.IncidentResolved}
	low, high := []model.Urgency{model.UrgencyLow}, []model.Urgency{model.UrgencyHigh, model.UrgencyMedium}
	return []plannedList{
		{"all", model.IncidentFilter{}, model.IncidentsByCreated, page, 40},
		{"open", model.IncidentFilter{Status: open}, model.IncidentsByCreated, page, 40},
		{"open or acknowledged", model.IncidentFilter{Status: active}, model.IncidentsByCreated, page, 40},
		{"resolved", model.IncidentFilter{Status: resolved}, model.IncidentsByCreated, page, 40},
		{"of low urgency", model.IncidentFilter{Urgency: low}, model.IncidentsByCreated, page, 40},
		{"of an urgency, and open or acknowledged", model.IncidentFilter{Urgency: high, Status: active}, model.IncidentsByCreated, page, 100},
		{"of two urgencies, and resolved", model.IncidentFilter{Urgency: high, Status: resolved}, model.IncidentsByCreated, page, 100},
		{"of an urgency, and resolved", model.IncidentFilter{Urgency: low, Status: resolved}, model.IncidentsByCreated, page, 40},
		{"of a service", model.IncidentFilter{ServiceID: []string{service}}, model.IncidentsByCreated, page, 40},
		{"of a service, and open", model.IncidentFilter{ServiceID: []string{service}, Status: open}, model.IncidentsByCreated, page, 60},
		{"of a service, and open or acknowledged, by urgency", model.IncidentFilter{ServiceID: []string{service}, Status: active}, model.IncidentsByUrgency, page, 60},
		{"of a service, and resolved", model.IncidentFilter{ServiceID: []string{service}, Status: resolved}, model.IncidentsByCreated, page, 40},
		{"of four services", model.IncidentFilter{ServiceID: []string{service, dbtest.GrownID(model.ServiceID, 4), dbtest.GrownID(model.ServiceID, 5), dbtest.GrownID(model.ServiceID, 6)}}, model.IncidentsByCreated, page, 40},
		{"of a team", model.IncidentFilter{TeamID: []string{team}}, model.IncidentsByCreated, page, 60},
		{"of a team and an urgency", model.IncidentFilter{TeamID: []string{team}, Urgency: low}, model.IncidentsByCreated, page, 300},
		{"of an assignee", model.IncidentFilter{AssigneeID: []string{user}}, model.IncidentsByCreated, page, 40},
		{"of an assignee, and open", model.IncidentFilter{AssigneeID: []string{user}, Status: open}, model.IncidentsByCreated, page, 400},
		{"of an assignee and a service", model.IncidentFilter{AssigneeID: []string{user}, ServiceID: []string{service}}, model.IncidentsByCreated, page, 40},
		{"of an assignee and a service, and resolved", model.IncidentFilter{AssigneeID: []string{user}, ServiceID: []string{service}, Status: resolved}, model.IncidentsByCreated, page, 40},
		{"of an assignee and a team", model.IncidentFilter{AssigneeID: []string{user}, TeamID: []string{team}}, model.IncidentsByCreated, page, 400},
		{"of who has many, and open", model.IncidentFilter{AssigneeID: []string{busy}, Status: open}, model.IncidentsByCreated, page, 400},
		{"of who has many, and a service", model.IncidentFilter{AssigneeID: []string{busy}, ServiceID: []string{service}}, model.IncidentsByCreated, page, 40},
		{"of who has many, and a team", model.IncidentFilter{AssigneeID: []string{busy}, TeamID: []string{team}}, model.IncidentsByCreated, page, 400},
		{"of nobody", model.IncidentFilter{AssigneeID: []string{"usr_of_nobody"}, Status: resolved}, model.IncidentsByCreated, page, 0},
		{"with a key", model.IncidentFilter{DedupKey: ptr("grown-777")}, model.IncidentsByCreated, page, 1},
		{"with a rare text", model.IncidentFilter{Q: ptr("disk 7777 is")}, model.IncidentsByCreated, page, 200},
		{"with a text that all have", model.IncidentFilter{Q: ptr("is full")}, model.IncidentsByCreated, page, 60}, // each and its text
		{"all, far down", model.IncidentFilter{}, model.IncidentsByCreated, far, 5100},
		{"resolved, far down", model.IncidentFilter{Status: resolved}, model.IncidentsByCreated, far, 5100},
		{"of a service, far down", model.IncidentFilter{ServiceID: []string{service}}, model.IncidentsByCreated, far, 5100},
		{"of a team, far down", model.IncidentFilter{TeamID: []string{team}}, model.IncidentsByCreated, far, 6000},
		{"by urgency", model.IncidentFilter{}, model.IncidentsByUrgency, page, 26},
		{"by status", model.IncidentFilter{}, model.IncidentsByStatus, page, 26},
		{"by when they changed", model.IncidentFilter{}, model.IncidentsByUpdated, page, 26},
		{"of a service, by urgency", model.IncidentFilter{ServiceID: []string{service}}, model.IncidentsByUrgency, page, 2000},
		{"of an assignee, by when they changed", model.IncidentFilter{AssigneeID: []string{user}}, model.IncidentsByUpdated, page, 6000},
	}
}

// grownPostgres is a database on PostgreSQL with so many incidents, and a connection of its
// own to it.
func grownPostgres(t *testing.T, incidents int) (*db.DB, *pgx.Conn) {
	t.Helper()
	d := dbtest.Open(t, dbtest.URL(t, "postgres"))
	if err := dbtest.Grow(t.Context(), d.URL(), model.Live, incidents); err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(t.Context(), d.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return d, conn
}

// TestPlansOfLists looks at how PostgreSQL reads the lists of incidents when there are many:
// none goes through the whole table, or sorts more than a page. `make bench` has it look at
// more of them.
func TestPlansOfLists(t *testing.T) {
	incidents := 200_000
	if more := os.Getenv("OPSKNIGHT_TEST_INCIDENTS"); more != "" {
		var err error
		if incidents, err = strconv.Atoi(more); err != nil {
			t.Fatal(err)
		}
	}
	d, conn := grownPostgres(t, incidents)
	for _, tt := range plannedLists() {
		t.Run(tt.name, func(t *testing.T) {
			for _, direction := range []model.OrderDirection{model.Ascending, model.Descending} {
				statement, arguments, err := db.IncidentsSQL(t.Context(), d.In(model.Live), tt.filter, model.Order{Field: string(tt.order), Direction: direction}, tt.page)
				if err != nil {
					t.Fatal(err)
				}
				plan := explain(t, conn, statement, arguments)
				if looked := lookedAt(t, plan); looked > tt.most {
					t.Errorf("it looks at %d rows, more than %d: %s\n%s", looked, tt.most, statement, plan)
				}
				if strings.Contains(plan, "Seq Scan") {
					t.Errorf("it goes through the whole table:\n%s", plan)
				}
				if n := sorted(plan); n > *tt.page.First+1 {
					t.Errorf("it sorts %d rows, which is more than a page: %s\n%s", n, statement, plan)
				}
			}
		})
	}
	t.Run("the incidents of repeated alerts", func(t *testing.T) {
		statement, arguments := db.CountRepeatsSQL(d.In(model.Live))
		if plan := explain(t, conn, statement, arguments); !strings.Contains(plan, "Index Scan using incidents_dedup on incidents ") || strings.Contains(plan, "Seq Scan") {
			t.Errorf("it does not look each up by its key:\n%s", plan)
		}
	})
}

// TestOpenIncidentsOfAServiceBesideAStorm has all incidents of the other services open, which
// PostgreSQL's statistics do not know yet.
func TestOpenIncidentsOfAServiceBesideAStorm(t *testing.T) {
	d, conn := grownPostgres(t, 10_000)
	service := dbtest.GrownID(model.ServiceID, 3)
	execute(t, d, "UPDATE incidents SET status = 'OPEN', resolved_at = NULL WHERE service_id <> '"+service+"'")
	filter := model.IncidentFilter{ServiceID: []string{service}, Status: []model.IncidentStatus{model.IncidentOpen}}
	statement, arguments, err := db.IncidentsSQL(t.Context(), d.In(model.Live), filter, db.Newest, model.Page{First: ptr(25)})
	if err != nil {
		t.Fatal(err)
	}
	if plan := explain(t, conn, statement, arguments); lookedAt(t, plan) > 60 {
		t.Errorf("it looks at %d rows, more than 60: %s\n%s", lookedAt(t, plan), statement, plan)
	}
}

// explain runs a statement as a connection does that has prepared it, and returns its plan.
func explain(t *testing.T, conn *pgx.Conn, statement string, arguments []any) string {
	t.Helper()
	ctx := t.Context()
	run := statement
	if arguments != nil {
		var setUps []string
		for name, value := range db.PostgresSettings {
			setUps = append(setUps, fmt.Sprintf("SET %s = '%s'", name, value))
		}
		for _, setUp := range append(setUps, "PREPARE looked_at AS "+statement) {
			if _, err := conn.Exec(ctx, setUp, pgx.QueryExecModeSimpleProtocol); err != nil {
				t.Fatalf("%s: %v", setUp, err)
			}
		}
		run = "EXECUTE looked_at (" + literals(arguments) + ")"
	}
	rows, err := conn.Query(ctx, "EXPLAIN (ANALYZE, TIMING OFF) "+run, pgx.QueryExecModeSimpleProtocol)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(ctx, "DEALLOCATE ALL"); err != nil {
		t.Fatal(err)
	}
	return strings.Join(plan, "\n")
}

func literals(arguments []any) string {
	texts := make([]string, len(arguments))
	for i, argument := range arguments {
		texts[i] = "'" + literal(argument) + "'"
	}
	return strings.Join(texts, ", ")
}

func literal(argument any) string {
	switch argument := argument.(type) {
	case []any:
		elements := make([]string, len(argument))
		for i, element := range argument {
			elements[i] = literal(element)
		}
		return "{" + strings.Join(elements, ",") + "}"
	case []string:
		return "{" + strings.Join(argument, ",") + "}"
	case []*string:
		elements := make([]string, len(argument))
		for i, element := range argument {
			if elements[i] = "NULL"; element != nil {
				elements[i] = *element
			}
		}
		return "{" + strings.Join(elements, ",") + "}"
	case time.Time:
		return argument.Format(time.RFC3339Nano)
	}
	if argument == nil {
		return "NULL"
	}
	return fmt.Sprint(argument)
}

var scanned = regexp.MustCompile(`(?m)(?:Index|Index Only|Bitmap Heap|Seq) Scan .*\(actual rows=(\d+) loops=(\d+)\)|Rows Removed by (?:Filter|Index Recheck): (\d+)`)

// sortSteps are the steps of a plan that sort, and what they take: the rows of the step below.
var sortSteps = regexp.MustCompile(`Sort  \(.*\n\s*Sort Key: .*\n(?:\s*Presorted Key: .*\n)?(?:\s*.*Sort(?: Method|-sort Groups).*\n)+\s*->  .*\(actual rows=(\d+) loops=(\d+)\)`)

// sorted is how many rows a plan that was run has sorted.
func sorted(plan string) int {
	all := 0
	for _, found := range sortSteps.FindAllStringSubmatch(plan, -1) {
		rows, _ := strconv.Atoi(found[1])
		loops, _ := strconv.Atoi(found[2])
		all += rows * loops
	}
	return all
}

// lookedAt is how many rows a plan that was run has read from the table or an index.
func lookedAt(t *testing.T, plan string) int {
	t.Helper()
	looked := 0
	for _, found := range scanned.FindAllStringSubmatch(plan, -1) {
		number := func(i int) int {
			n, _ := strconv.Atoi(found[i])
			return n
		}
		looked += number(1)*number(2) + number(3)
	}
	return looked
}
