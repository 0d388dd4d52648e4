package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const profileTime = time.Second // the least that a server takes

// profile takes a CPU profile of the server while an entrant runs, with the most
// incidents stored, and keeps what it shows for the report.
func (b *bench) profile(ctx context.Context, g *ground, connections int, e entrant) error {
	if g.stored != b.stored[len(b.stored)-1] {
		return nil
	}
	dir := b.profileDir
	if dir == "" {
		dir = g.dir
	}
	letter, _, _ := strings.Cut(e.load, " ")
	file := filepath.Join(dir, fmt.Sprintf("%s-%d-%s-%d.prof", g.database, g.stored, strings.Trim(letter, "()"), connections))
	done := make(chan error, 1)
	go func() { done <- fetchProfile(ctx, e.server.target, file) }()
	_, err := e.round(ctx, connections, profileTime+200*time.Millisecond, 0)
	if profileErr := <-done; err == nil {
		err = profileErr
	}
	if err != nil {
		return err
	}
	hint, err := sumUp(ctx, file)
	if err == nil {
		b.hints = append(b.hints, fmt.Sprintf("- %s, %s, %d: %s", databaseNames[g.database], e.load, connections, hint))
	}
	return err
}

func fetchProfile(ctx context.Context, t target, file string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("http://%s/debug/pprof/profile?seconds=%d", t.Addr, profileTime/time.Second), nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	profile, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	return os.WriteFile(file, profile, 0o600)
}

// shown are the functions of a profile that one can do something about; wrappers are those
// of them that every request passes.
const (
	shown    = `opsknight/(db|graph|internal|rest)|gqlgen/graphql|uptrace/bun|jackc/pgx|modernc.org/sqlite\.|encoding/json\.|strictjson`
	wrappers = `Handler\.func|Requests|Recover|ServeHTTP|\.loop|Mount|rest/generated|\.Run`
)

// The columns of pprof's lists with the share of a function by itself, and with what it
// calls.
const (
	ownShare    = 1
	calledShare = 4
)

// sumUp tells which functions a profile has most of: by themselves, and with what they call.
func sumUp(ctx context.Context, file string) (string, error) {
	own, err := top(ctx, file, "-nodecount=12")
	if err != nil {
		return "", err
	}
	called, err := top(ctx, file, "-cum", "-nodecount=24", "-show="+shown, "-hide="+wrappers)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("by themselves %s; with what they call %s.", functions(own, ownShare), functions(called, calledShare)), nil
}

// top is what `go tool pprof -top` prints of a profile.
func top(ctx context.Context, file string, flags ...string) (string, error) {
	out, err := exec.CommandContext(ctx, "go", append(append([]string{"tool", "pprof", "-top"}, flags...), file)...).Output() //nolint:gosec // the flags are ours
	if err != nil {
		return "", fmt.Errorf("go tool pprof: %w", err)
	}
	return string(out), nil
}

// mostFunctions are told of one profile.
const mostFunctions = 6

// functions are those of a list by pprof, with the share that one of its columns tells. Of
// those with the same share as the one before, which call each other, one is told.
func functions(list string, column int) string {
	var found []string
	last := ""
	_, rows, _ := strings.Cut(list, "cum%\n")
	for row := range strings.Lines(rows) {
		fields := strings.Fields(row)
		if len(fields) < 6 || len(found) == mostFunctions {
			continue
		}
		share := fields[column]
		if name := functionName(strings.Join(fields[5:], " ")); column == ownShare || share != last {
			found = append(found, fmt.Sprintf("`%s` %s %%", name, strings.TrimSuffix(share, "%")))
		}
		last = share
	}
	return strings.Join(found, ", ")
}

// functionName is a function's name without the path of its package and its type arguments.
func functionName(name string) string {
	name = strings.TrimSuffix(name, " (inline)")
	if from, to := strings.Index(name, "["), strings.LastIndex(name, "]"); from >= 0 && to > from {
		name = name[:from] + name[to+1:]
	}
	return name[strings.LastIndex(name, "/")+1:]
}
