package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/demo"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/internal/secret"
)

// examination runs the doctor on a database, and returns what it has found by its check.
func examination(t *testing.T, url string, status int, args ...string) map[string]finding {
	t.Helper()
	var stdout, stderr bytes.Buffer
	got := run(t.Context(), append([]string{"doctor", "--json", "--database", url, "--data-dir", t.TempDir()}, args...), &stdout, &stderr)
	if got != status {
		t.Fatalf("the exit status is %d, want %d: %s%s", got, status, stdout.String(), stderr.String())
	}
	var findings []finding
	if err := json.Unmarshal(stdout.Bytes(), &findings); err != nil {
		t.Fatal(err)
	}
	by := map[string]finding{}
	for _, one := range findings {
		by[one.Check] = one
	}
	return by
}

func (f finding) is(t *testing.T, want health, says string) {
	t.Helper()
	if f.Health != want || !strings.Contains(f.Says, says) {
		t.Errorf("%s: %s, %q; want %s, and %q in it", f.Check, f.Health, f.Says, want, says)
	}
}

// TestTheDoctorFindsNothing looks at a server that is well.
func TestTheDoctorFindsNothing(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			url := dbtest.URL(t, kind)
			p := startProcess(t, url)
			found := examination(t, url, exitOK, "--secret-key", testSecretKey, "--public-url", p.url)
			for check, want := range map[string]health{
				"migrations": healthy, "clock": healthy, "replica": unused, "secret key": healthy, "backlog": healthy,
				"mail": unused, "single sign-on": unused, "webhooks": unused, "public address": healthy,
			} {
				found[check].is(t, want, "")
			}
			if kind == "sqlite" {
				found["database"].is(t, healthy, "answers within")
			}
			if len(found) != len(checks) {
				t.Errorf("it tells of %d checks, and there are %d", len(found), len(checks))
			}
		})
	}
}

// TestTheDoctorFindsWhatIsWrong has everything be wrong that can be.
func TestTheDoctorFindsWhatIsWrong(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		s := startServer(t, d, clock, ratelimit.Limits{})
		s.hook(t, s.LiveKey, "https://1.1.1.1/", "")
		execute(t, d, "UPDATE webhooks SET url = 'https://10.1.2.3/secret-path'") // where none is made to
		if _, err := demo.Fill(t.Context(), d); err != nil {                      // in 2024: its first steps are long due
			t.Fatal(err)
		}
		box, err := secret.New(bytes.Repeat([]byte{7}, secret.KeySize))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.KeepFingerprint(t.Context(), d, box.Fingerprint()); err != nil {
			t.Fatal(err)
		}
		execute(t, d, "INSERT INTO bun_migrations (name, group_id, migrated_at) VALUES ('20990101000000', 99, '2099-01-01 00:00:00')")

		const nowhere = "http://127.0.0.1:1"
		found := examination(
			t, d.URL(), exitFailed, "--secret-key", testSecretKey, "--public-url", nowhere, "--smtp-url", "smtp://127.0.0.1:1", "--smtp-from", "ops@example.com",
			"--oidc-issuer", nowhere, "--oidc-client-id", "ops", "--oidc-client-secret", "s",
		)
		if d.Postgres() { // that of the tests is quick instead
			found["database"].is(t, ailing, "has synchronous_commit off: events that were answered can be lost by a crash")
		}
		found["migrations"].is(t, broken, "a newer OpsKnight has made 1 migration, the last 20990101000000: run that one")
		found["secret key"].is(t, broken, "that of --secret-key is not the one that this database was first served with")
		found["backlog"].is(t, ailing, "does a server run on this database?")
		found["mail"].is(t, broken, "127.0.0.1:1: connect: connection refused")
		found["single sign-on"].is(t, broken, "connection refused")
		found["public address"].is(t, broken, "connection refused")
		found["webhooks"].is(t, broken, "1 of 1 addresses cannot be reached:\nhttps://10.1.2.3 (")
		if strings.Contains(found["webhooks"].Says, "secret-path") {
			t.Error("it tells the path of a webhook, in which there may be a secret")
		}

		none := examination(t, d.URL(), exitFailed)
		none["secret key"].is(t, broken, "there is none at ")
		execute(t, d, "DELETE FROM bun_migrations WHERE name = '20990101000000' OR name = (SELECT MAX(name) FROM bun_migrations WHERE name < '2099')")
		examination(t, d.URL(), exitFailed)["migrations"].is(t, ailing, "1 migration is missing")
	})
}

// TestTheDoctorComparesClocks has ours be wrong.
func TestTheDoctorComparesClocks(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		for off, want := range map[time.Duration]health{0: healthy, -3 * time.Second: ailing, -time.Hour: broken} {
			d := dbtest.Open(t, dbtest.URL(t, kind))
			if _, err := demo.Fill(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			if kind == "sqlite" && want == ailing { // it has our clock: what is stored is of the past, or it was set back
				want = broken
			}
			d.Now = func() time.Time { return time.Now().Add(off) }
			vitals, err := d.Vitals(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			lookAtClock(t.Context(), examined{db: d, vitals: vitals}).is(t, want, "")
		}
	}
}

// TestTheDoctorMakesNothing has no database, and finds none afterwards.
func TestTheDoctorMakesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "opsknight.db")
	found := examination(t, path, exitFailed)
	found["database"].is(t, broken, "there is no database")
	if _, err := os.Stat(path); err == nil || len(found) != 1 {
		t.Errorf("it has made one, or goes on without: %v", found)
	}
}

// execute runs a statement past all rules.
func execute(t *testing.T, d *db.DB, statement string) {
	t.Helper()
	driver := "sqlite"
	if d.Postgres() {
		driver = "pgx"
	}
	conn, err := sql.Open(driver, d.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}
