package main

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// replicated is a server on a PostgreSQL with a replica.
type replicated struct {
	*testServer
	primary, replica *dbtest.Server

	reader, testReader string // keys that change nothing
}

func startReplicated(t *testing.T) *replicated {
	t.Helper()
	const name = "replicated"
	r := &replicated{}
	r.primary, r.replica = dbtest.Replicated(t, name)
	if err := r.primary.Exec("CREATE ROLE reader LOGIN; GRANT pg_read_all_data TO reader"); err != nil {
		t.Fatal(err)
	}
	d, clock := dbtest.Open(t, r.primary.URL(name)), dbtest.NewClock()
	d.Now = clock.Now
	if err := d.ReadFrom(strings.Replace(r.replica.URL(name), "opsknight@", "reader@", 1)); err != nil {
		t.Fatal(err)
	}
	r.testServer = startServer(t, d, clock, ratelimit.Limits{})
	var reads []string
	for _, scope := range model.Scopes {
		if !scope.Writes() {
			reads = append(reads, string(scope))
		}
	}
	r.reader, _ = r.keyWith(t, model.Live, reads...)
	r.testReader, _ = r.keyWith(t, model.Test, reads...)
	return r
}

// caughtUp waits until the replica has everything, and looks at it: more than once if the
// primary writes something of its own in between.
func (r *replicated) caughtUp(t *testing.T) {
	t.Helper()
	for range 20 {
		if err := r.replica.CatchUp(r.primary); err != nil {
			t.Fatal(err)
		}
		if state, err := r.db.CheckReplica(t.Context()); err == nil && state.Fit && state.Lag == 0 {
			break
		}
	}
	r.check(t, "")
}

// check looks at the replica, and expects why it is not fit; "": it is.
func (r *replicated) check(t *testing.T, why string) {
	t.Helper()
	state, err := r.db.CheckReplica(t.Context())
	if state.Why != why || state.Fit != (why == "") {
		t.Fatalf("the replica is as %+v, want %q: %v", state, why, err)
	}
	said := r.send(t, request{path: "/readyz", key: noKey}).want(t, http.StatusOK).body
	if want := strings.TrimSuffix("ok; the replica is not read from: "+why, "; the replica is not read from: ") + "\n"; said != want {
		t.Errorf("/readyz says %q, want %q", said, want)
	}
}

func (r *replicated) pause(t *testing.T)  { r.on(t, "SELECT pg_wal_replay_pause()") }
func (r *replicated) resume(t *testing.T) { r.on(t, "SELECT pg_wal_replay_resume()") }

func (r *replicated) on(t *testing.T, statement string) {
	t.Helper()
	if err := r.replica.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// taken is how many statements the replica has answered.
func (r *replicated) taken() int64 { return r.db.ReplicaState().Taken }

// status is an incident's, as somebody sees it by REST, by GraphQL and in a list.
func (r *replicated) status(t *testing.T, key, id string) []string {
	t.Helper()
	byREST := r.send(t, request{path: "/api/incidents/" + id, key: key}).want(t, http.StatusOK).at(t, "data.status")
	answer := r.graphqlAs(t, key, `query($id: ID!) { incident(id: $id) { status } incidents(first: 1, filter: { q: "Disk full" }) { totalCount nodes { status } } }`, map[string]string{"id": id})
	return []string{byREST, answer.at(t, "data.incident.status"), answer.at(t, "data.incidents.nodes.0.status")}
}

func (r *replicated) wantStatus(t *testing.T, who, key, id, want string) {
	t.Helper()
	for i, got := range r.status(t, key, id) {
		if got != want {
			t.Errorf("%s sees it %s by %s, want %s", who, got, []string{"REST", "GraphQL", "a list"}[i], want)
		}
	}
}

// TestAReplica reads from a replica whatever may be read there, and nothing else, while it
// runs, lags, hangs, dies and comes back.
func TestAReplica(t *testing.T) {
	t.Parallel()
	r := startReplicated(t)
	for _, tt := range []struct {
		name string
		test func(*testing.T, *replicated)
	}{
		{"who cannot write reads the replica", whoCannotWrite},
		{"what one has changed is not old", ownChanges},
		{"analytics read the replica", analyticsOfAReplica},
		{"who waits for a replica that is behind waits no longer", waitingInVain},
		{"a replica that is lost", lostReplica},
	} {
		if !t.Run(tt.name, func(t *testing.T) { tt.test(t, r) }) {
			return // each begins with what the last has left
		}
	}
}

// whoCannotWrite stops the replica at a time at which an incident is open, and resolves it:
// who sees it open reads the replica.
func whoCannotWrite(t *testing.T, r *replicated) {
	id := r.open(t, "Disk full")
	r.wantStatus(t, "who reads before anybody has looked at the replica", r.reader, id, "OPEN")
	if r.taken() != 0 {
		t.Error("the replica is read from before it was looked at")
	}
	r.caughtUp(t)
	r.wantStatus(t, "who only reads", r.reader, id, "OPEN")
	before := r.taken()
	if before == 0 {
		t.Error("the replica is not read from")
	}
	r.wantStatus(t, "who may write", r.LiveKey, id, "OPEN")
	if r.taken() != before {
		t.Error("the replica is read from for who may write")
	}

	r.pause(t)
	r.patch(t, "/api/incidents/"+id, `{"status":"RESOLVED"}`).want(t, http.StatusOK).is(t, map[string]string{"data.status": "RESOLVED"})
	r.wantStatus(t, "who may write", r.LiveKey, id, "RESOLVED")
	r.wantStatus(t, "who only reads", r.reader, id, "OPEN")
	person := r.signIn(t).run(t, `query($id: ID!) { incident(id: $id) { status } }`, map[string]string{"id": id})
	if got := person.at(t, "data.incident.status"); got != "RESOLVED" {
		t.Errorf("who is signed in sees it %s", got)
	}
	before = r.taken()
	r.send(t, request{path: "/api/incidents/" + id, key: r.testReader}).want(t, http.StatusNotFound)
	r.graphqlAs(t, r.testReader, `{ incidents(first: 1, filter: { q: "Disk full" }) { totalCount } }`, nil).is(t, map[string]string{"data.incidents.totalCount": "0"})
	if r.taken() == before {
		t.Error("the replica is not read from for a key of TEST")
	}

	r.clock.Advance(db.MaxReplicaLag + time.Second)
	r.check(t, "it is behind")
	r.wantStatus(t, "who only reads while the replica is too far behind", r.reader, id, "RESOLVED")
	if got := r.metrics(t)[`opsknight_replica_lag_seconds`]; got != "6" {
		t.Errorf("the lag is %s, want 6", got)
	}
	r.resume(t)
	r.caughtUp(t)
	before = r.taken()
	r.wantStatus(t, "who only reads when it has caught up", r.reader, id, "RESOLVED")
	if r.taken() == before {
		t.Error("the replica is not read from again")
	}
	r.wantMetrics(t, map[string]string{
		`opsknight_replica_in_use`:                           "1",
		`opsknight_replica_lag_seconds`:                      "0",
		`opsknight_database_connections_max{pool="replica"}`: "20",
	})
}

// analyticsOfAReplica are for whoever asks: they may read a million incidents.
func analyticsOfAReplica(t *testing.T, r *replicated) {
	r.clock.Advance(time.Hour)
	counted := func() string {
		return r.graphql(t, `{ incidentAnalytics { total { incidents } } }`, nil).at(t, "data.incidentAnalytics.total.incidents")
	}
	before := counted()
	r.caughtUp(t)
	r.pause(t)
	r.open(t, "Disk full")
	r.clock.Advance(time.Second)
	if now := counted(); now != before {
		t.Errorf("there were %s incidents, and are %s in the replica, which has not been told", before, now)
	}
	r.resume(t)
	r.caughtUp(t)
	if now := counted(); now == before {
		t.Errorf("there are still %s incidents", now)
	}
}

// ownChanges has a key that only reads do what it may: mark what its owner
// was told as read, which the replica is not told of.
func ownChanges(t *testing.T, r *replicated) {
	r.event(t, trigger(r.ladder(t), "cpu"))
	r.tick(t)
	r.caughtUp(t)
	r.pause(t)
	reader := r.keyOf(t, "ben@example.com", string(model.IncidentsRead))
	r.graphqlAs(t, reader, `mutation { markNotificationsRead(input: {}) { markedCount unreadCount } }`, nil).
		is(t, map[string]string{"errors": "absent", "data.markNotificationsRead.markedCount": "3", "data.markNotificationsRead.unreadCount": "0"})
	before, now := r.taken(), r.clock.Now().Format(time.RFC3339)
	r.graphqlAs(t, reader, `{ inboxUnreadCount inbox(first: 1) { nodes { readAt } } incidents(first: 1) { totalCount } }`, nil).
		is(t, map[string]string{"errors": "absent", "data.inboxUnreadCount": "0", "data.inbox.nodes.0.readAt": now})
	if r.taken() == before {
		t.Error("nothing was read from the replica, so that nothing could be old")
	}
	r.resume(t)
}

// waitingInVain has a lock of the primary hold up who reads the replica, which stops before it
// hears that the lock was given back.
func waitingInVain(t *testing.T, r *replicated) {
	id := r.open(t, "Disk failing")
	release, err := r.primary.Hold("replicated", "LOCK TABLE incidents IN ACCESS EXCLUSIVE MODE")
	if err != nil {
		t.Fatal(err)
	}
	r.caughtUp(t)
	r.pause(t)
	if err := release(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second) // or it would wait for ever
	defer cancel()
	answered := make(chan reply)
	go func() {
		answer, err := r.try(ctx, request{path: "/api/incidents/" + id, key: r.reader})
		if err != nil {
			answer.body = err.Error()
		}
		answered <- answer
	}()
	if err := r.replica.Until("SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock')"); err != nil {
		t.Fatal(err)
	}
	r.clock.Advance(db.MaxReplicaLag + time.Second)
	r.open(t, "Disk full") // so that there is something to be behind of
	r.check(t, "it is behind")
	if answer := <-answered; answer.status != http.StatusOK || !strings.Contains(answer.body, id) {
		t.Errorf("answered %d %s", answer.status, cut(answer.body))
	}
	r.resume(t)
	r.caughtUp(t)
}

// runReplicaUntil looks at the replica until the log says something.
func runReplicaUntil(t *testing.T, d *db.DB, says string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	said := false
	log := &stopper{word: says, stop: func() { said = true; cancel() }}
	d.RunReplica(ctx, slog.New(slog.NewTextHandler(log, nil)))
	if !said {
		t.Errorf("the log does not say %q: %s", says, log.String())
	}
}

// lostReplica kills the replica while it is read from, and brings it back.
func lostReplica(t *testing.T, r *replicated) {
	r.clock.Advance(time.Second) // it is the newest
	id := r.open(t, "Disk full")
	r.caughtUp(t)
	r.wantStatus(t, "who only reads", r.reader, id, "OPEN")
	if err := r.replica.Kill(); err != nil {
		t.Fatal(err)
	}
	r.change(t, id, `{"status":"ACKNOWLEDGED"}`)
	before := r.taken()
	r.wantStatus(t, "who only reads when the replica has gone", r.reader, id, "ACKNOWLEDGED")
	if r.taken() != before {
		t.Error("a replica that has gone has answered")
	}
	runReplicaUntil(t, r.db, "the replica is not read from")
	r.check(t, "it does not answer")
	r.wantStatus(t, "who only reads when that is known", r.reader, id, "ACKNOWLEDGED")
	if err := r.replica.Revive(); err != nil {
		t.Fatal(err)
	}
	r.caughtUp(t)
	runReplicaUntil(t, r.db, "the replica is read from")
	r.wantStatus(t, "who only reads when the replica is back", r.reader, id, "ACKNOWLEDGED")
	if r.taken() == before {
		t.Error("the replica is not read from again")
	}
}

// TestWhatIsNoReplica is refused, or not read from.
func TestWhatIsNoReplica(t *testing.T) {
	t.Parallel()
	var out, said bytes.Buffer
	for _, tt := range []struct {
		name, database, read, says string
		code                       int
	}{
		{"SQLite", dbtest.URL(t, "sqlite"), "postgres://127.0.0.1:1/opsknight", "--database-read-url: a SQLite file has no replica", exitUsage},
		{"a file", dbtest.URL(t, "postgres"), "copy.db", "--database-read-url: a replica is named by postgres://", exitUsage},
		{"an address that is none", dbtest.URL(t, "postgres"), "postgres://:x:y", "--database-read-url: open replica", exitUsage},
	} {
		t.Run(tt.name, func(t *testing.T) {
			said.Reset()
			code := run(t.Context(), []string{"serve", "--data-dir", t.TempDir(), "--addr", "127.0.0.1:0", "--database", tt.database, "--database-read-url", tt.read}, &out, &said)
			if code != tt.code || !strings.Contains(said.String(), tt.says) {
				t.Errorf("it ends with %d and says %s", code, said.String())
			}
		})
	}
	t.Run("a replica that is not there", func(t *testing.T) {
		code, said := startAndStop(t, "--data-dir", t.TempDir(), "--database", dbtest.URL(t, "postgres"), "--database-read-url", "postgres://127.0.0.1:1/opsknight")
		if code != exitOK {
			t.Errorf("it ends with %d: %s", code, said)
		}
	})
	t.Run("another database", func(t *testing.T) {
		d := dbtest.Open(t, dbtest.URL(t, "postgres"))
		if err := d.ReadFrom(dbtest.URL(t, "postgres")); err != nil {
			t.Fatal(err)
		}
		if state, err := d.CheckReplica(t.Context()); err != nil || state.Why != "it is no replica of this database" {
			t.Errorf("it is taken as %+v: %v", state, err)
		}
		runReplicaUntil(t, d, "it is no replica of this database")
	})
}
