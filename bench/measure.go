package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

const grace = 10 * time.Second

// measurement is one load's result.
type measurement struct {
	requests               int
	took                   time.Duration
	serverCPU, databaseCPU time.Duration
	latencies              []time.Duration // ascending
}

func (m *measurement) rate() float64 { return float64(m.requests) / m.took.Seconds() }

func (m *measurement) quantile(q float64) time.Duration {
	if len(m.latencies) == 0 {
		return 0
	}
	return m.latencies[int(q*float64(len(m.latencies)-1))].Round(10 * time.Microsecond)
}

// measure runs one load on a new database and server.
func (b *bench) measure(ctx context.Context, database, mode string, connections int, request func(target, int) []byte) (*measurement, error) {
	s, err := serving(ctx, database, mode)
	if err != nil {
		return nil, err
	}
	defer s.end()
	return b.measureOn(ctx, s, fmt.Sprintf("%s-%s-%d-%d", database, mode, connections, b.profiles), connections, request)
}

// measureOn runs one load on a server; name is that of its profile.
func (b *bench) measureOn(ctx context.Context, s *running, name string, connections int, request func(target, int) []byte) (*measurement, error) {
	t := s.target
	if _, err := load(ctx, t, connections, time.Second, request); err != nil { // to warm up
		return nil, err
	}
	profiled := b.profile(ctx, t, name)
	serverBefore, databaseBefore := cpuOf(s.pid), cpuOfTree(s.databasePID)
	m, err := load(ctx, t, connections, b.length, request)
	if err != nil {
		return nil, err
	}
	if err := profiled(); err != nil {
		return nil, err
	}
	m.serverCPU = cpuOf(s.pid) - serverBefore
	m.databaseCPU = cpuOfTree(s.databasePID) - databaseBefore
	return m, nil
}

// running is a server with a database of its own.
type running struct {
	target
	pid, databasePID int // databasePID: 0 of SQLite
	end              func()
}

// serving starts a server on a new database; end ends both.
func serving(ctx context.Context, database, mode string) (*running, error) {
	url, databasePID, remove, err := newDatabase(database)
	if err != nil {
		return nil, err
	}
	s, err := servingOn(ctx, url, mode)
	if err != nil {
		remove()
		return nil, err
	}
	stop := s.end
	s.databasePID, s.end = databasePID, func() {
		stop()
		remove()
	}
	return s, nil
}

// servingOn starts a server on a database; end ends the server.
func servingOn(ctx context.Context, url, mode string, flags ...string) (*running, error) {
	t, child, err := start(ctx, append([]string{"-database", url, "-mode", mode}, flags...))
	if err != nil {
		return nil, err
	}
	return &running{target: t, pid: child.Process.Pid, end: func() {
		_ = child.Process.Signal(os.Interrupt)
		_ = child.Wait()
	}}, nil
}

// start starts this program again as a server, and waits until it serves.
func start(ctx context.Context, flags []string) (target, *exec.Cmd, error) {
	var t target
	self, err := os.Executable()
	if err != nil {
		return t, nil, err
	}
	child := exec.CommandContext(ctx, self, append([]string{"serve"}, flags...)...) //nolint:gosec // this program itself
	child.Stderr = os.Stderr
	child.Env = append(os.Environ(), "GOGC=400") // as `opsknight serve` has it
	out, err := child.StdoutPipe()
	if err != nil {
		return t, nil, err
	}
	if err := child.Start(); err != nil {
		return t, nil, err
	}
	if err := json.NewDecoder(bufio.NewReader(out)).Decode(&t); err != nil {
		_ = child.Process.Kill()
		return t, nil, fmt.Errorf("the server did not start: %w", err)
	}
	return t, child, nil
}

// load sends requests by so many connections for a time.
func load(ctx context.Context, t target, connections int, length time.Duration, request func(target, int) []byte) (*measurement, error) {
	ctx, cancel := context.WithTimeout(ctx, length)
	defer cancel()
	var wg sync.WaitGroup
	var mu sync.Mutex
	m := &measurement{}
	var failed error
	began := time.Now()
	for c := range connections {
		wg.Go(func() {
			latencies, err := drive(ctx, t, c, request)
			mu.Lock()
			defer mu.Unlock()
			m.latencies = append(m.latencies, latencies...)
			if err != nil && failed == nil {
				failed = err
			}
		})
	}
	wg.Wait()
	m.took = time.Since(began)
	m.requests = len(m.latencies)
	slices.Sort(m.latencies)
	return m, failed
}

// profile takes a CPU profile of the server during the load that follows, if a
// folder was given for it. What it returns waits for the profile.
func (b *bench) profile(ctx context.Context, t target, name string) func() error {
	if b.profileDir == "" {
		return func() error { return nil }
	}
	b.profiles++
	done := make(chan error, 1)
	go func() { done <- fetchProfile(ctx, t, b.length, filepath.Join(b.profileDir, name+".prof")) }()
	return func() error { return <-done }
}

func fetchProfile(ctx context.Context, t target, length time.Duration, file string) error {
	seconds := max(1, int(length.Seconds())-1)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("http://%s/debug/pprof/profile?seconds=%d", t.Addr, seconds), nil)
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
