package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/demo"
	"github.com/opsknight/opsknight/model"
)

// TestABackupDuringLoadHasWhatWasAnswered does what docs/backup.md says while events come
// in, restores it elsewhere while more do, and has a server go on from there.
func TestABackupDuringLoadHasWhatWasAnswered(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			url := dbtest.URL(t, kind)
			made, err := demo.Fill(t.Context(), dbtest.Open(t, url))
			if err != nil {
				t.Fatal(err)
			}
			restored := filepath.Join(t.TempDir(), "restored.db")
			if kind == "postgres" {
				restored = dbtest.Empty(t)
			}
			back, restore := backupRecipe(t, kind)
			place := t.TempDir()
			load := startLoad(t, startProcess(t, url), made.TestKey)

			load.await(200)
			before := load.answered()
			asDocumented(t, place, back, "DATABASE_URL="+url)
			load.await(len(load.answered()) + 50) // it has gone on
			asDocumented(t, place, restore, "DATABASE_URL="+restored, "RESTORED_URL="+restored)
			load.await(len(load.answered()) + 50)
			load.stop()

			d := dbtest.Open(t, restored)
			isConsistent(t, d, before, len(load.answered()))
			p := startProcess(t, restored)
			if !sendEvent(t, p.url, made.TestKey, before[0]) {
				t.Fatal("the restored server does not take an event")
			}
			if again := oneWithKey(t, d, before[0]); again.AlertCount != 2 {
				t.Errorf("an alert of an incident that was restored makes %d alerts, want 2", again.AlertCount)
			}
		})
	}
}

// isConsistent fails unless a restored database has each of these events, and whatever else
// it has as a whole; it has at most so many.
func isConsistent(t *testing.T, d *db.DB, before []string, most int) {
	t.Helper()
	for _, key := range before {
		oneWithKey(t, d, key)
	}
	all, total := everyIncident(t, d)
	if total != len(all) {
		t.Errorf("the kept total is %d, and there are %d", total, len(all))
	}
	sent := 0
	for _, one := range all {
		if one.DedupKey == nil || !strings.HasPrefix(*one.DedupKey, "event-") { // of the example
			continue
		}
		sent++
		alerts, err := db.Alerts(t.Context(), d.In(model.Test), one, db.Oldest, model.Page{})
		if err != nil {
			t.Fatal(err)
		}
		if len(alerts.Nodes) != 1 || one.AlertCount != 1 {
			t.Fatalf("incident %s counts %d alerts, and has %d; one was sent", one.ID, one.AlertCount, len(alerts.Nodes))
		}
	}
	if sent < len(before) || sent > most {
		t.Errorf("there are %d incidents; %d events were answered before the backup, and %d in all", sent, len(before), most)
	}
}

// everyIncident walks through the incidents, and returns what their kept total is as well.
func everyIncident(t *testing.T, d *db.DB) (all []*model.Incident, total int) {
	t.Helper()
	size := model.MaxPage
	page := model.Page{First: &size}
	for {
		found, err := db.Incidents(t.Context(), d.In(model.Test), model.IncidentFilter{}, db.Oldest, page)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found.Nodes...)
		if !found.PageInfo.HasNextPage {
			if total, err = found.Count(t.Context()); err != nil {
				t.Fatal(err)
			}
			return all, total
		}
		page.After = found.PageInfo.EndCursor
	}
}

func oneWithKey(t *testing.T, d *db.DB, key string) *model.Incident {
	t.Helper()
	found, err := db.Incidents(t.Context(), d.In(model.Test), model.IncidentFilter{DedupKey: &key}, db.Newest, model.Page{})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Nodes) != 1 {
		t.Fatalf("event %s was answered before the backup; %d incidents have its key", key, len(found.Nodes))
	}
	return found.Nodes[0]
}

// backupRecipe is what docs/backup.md says of a kind of database: how to back it up, and how
// to restore that.
func backupRecipe(t *testing.T, kind string) (back, restore string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/backup.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(text), "\n## "+map[string]string{"sqlite": "SQLite", "postgres": "PostgreSQL"}[kind]+"\n")
	if !ok {
		t.Fatalf("docs/backup.md has no section for %s", kind)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	blocks := regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(section, -1)
	if len(blocks) != 2 {
		t.Fatalf("docs/backup.md has %d commands for %s, want 2", len(blocks), kind)
	}
	return blocks[0][1], blocks[1][1]
}

// asDocumented runs commands of the documentation in a folder, where opsknight is this
// program.
func asDocumented(t *testing.T, folder, commands string, environment ...string) {
	t.Helper()
	programs := t.TempDir()
	installOpsknight(t, programs)
	cmd := exec.CommandContext(t.Context(), "bash", "-euc", commands)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), append(environment, "PATH="+programs+":"+dbtest.Programs(t)+":"+os.Getenv("PATH"))...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", commands, err, out)
	}
}

// installOpsknight makes this program be opsknight in a folder.
func installOpsknight(t *testing.T, folder string) {
	t.Helper()
	script := fmt.Appendf(nil, "#!/bin/sh\n%s=1 exec %s \"$@\"\n", asCommand, os.Args[0])
	if err := os.WriteFile(filepath.Join(folder, "opsknight"), script, 0o700); err != nil {
		t.Fatal(err)
	}
}

// load sends events, each with a key of its own, until it is stopped.
type load struct {
	t      *testing.T
	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu    sync.Mutex
	more  *sync.Cond
	keys  []string // of those that were answered
	ended bool
}

func startLoad(t *testing.T, p *process, key string) *load {
	t.Helper()
	const senders = 4
	ctx, cancel := context.WithCancel(t.Context())
	l := &load{t: t, cancel: cancel}
	l.more = sync.NewCond(&l.mu)
	for sender := range senders {
		l.wg.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				dedup := fmt.Sprintf("event-%d-%d", sender, n)
				answered := sendEvent(t, p.url, key, dedup)
				l.mu.Lock()
				if answered {
					l.keys = append(l.keys, dedup)
				} else {
					l.ended = true
					t.Errorf("event %s was not taken", dedup)
				}
				l.more.Broadcast()
				l.mu.Unlock()
				if !answered {
					return
				}
			}
		})
	}
	t.Cleanup(l.stop)
	return l
}

// await waits until so many events were answered.
func (l *load) await(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.keys) < n && !l.ended {
		l.more.Wait()
	}
}

func (l *load) answered() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.keys)
}

func (l *load) stop() {
	l.cancel()
	l.wg.Wait()
}
