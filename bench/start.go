package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/opsknight/opsknight/internal/secret"
)

// start is what was found of the program's starts on one database.
type start struct {
	database string
	stored   int
	took     time.Duration // to the first answer; the median
	memory   int           // then, in megabytes
	size     int64         // of the program, in bytes
}

const programPath = "github.com/opsknight/opsknight/cmd/opsknight"

// start measures how long `opsknight serve` takes to answer a list, with the most
// incidents stored.
func (b *bench) start(ctx context.Context, g *ground) error {
	if g.stored != b.stored[len(b.stored)-1] {
		return nil
	}
	found := start{database: g.database, stored: g.stored}
	if err := b.build(ctx); err != nil {
		return err
	}
	info, err := os.Stat(b.program)
	if err != nil {
		return err
	}
	found.size = info.Size()
	url, remove, err := g.copy(ctx)
	defer remove()
	if err != nil {
		return err
	}
	var took []time.Duration
	for range b.rounds {
		one, memory, err := startOnce(ctx, g.target, b.program, url, g.dir)
		if err != nil {
			return err
		}
		took, found.memory = append(took, one), max(found.memory, memory)
	}
	slices.Sort(took)
	found.took = took[len(took)/2]
	b.starts = append(b.starts, found)
	return nil
}

// build builds the program once, as `make build` does, into a folder that run removes.
func (b *bench) build(ctx context.Context) error {
	if b.program != "" {
		return nil
	}
	dir, err := os.MkdirTemp("", "opsknight-bench-")
	if err != nil {
		return err
	}
	b.program = filepath.Join(dir, "opsknight")
	if out, err := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", b.program, programPath).CombinedOutput(); err != nil { //nolint:gosec // into a folder of our own
		return fmt.Errorf("go build: %w: %s", err, out)
	}
	return nil
}

// startOnce starts the program, and returns when it has answered a list.
func startOnce(ctx context.Context, t target, program, url, dataDir string) (time.Duration, int, error) {
	key := base64.StdEncoding.EncodeToString(make([]byte, secret.KeySize))
	child := exec.CommandContext(ctx, program, "serve", "--database", url, "--data-dir", dataDir, "--addr", "127.0.0.1:0", "--secret-key", key) //nolint:gosec // just built
	log, err := child.StderrPipe()
	if err != nil {
		return 0, 0, err
	}
	began := time.Now()
	if err := child.Start(); err != nil {
		return 0, 0, err
	}
	defer func() {
		_ = child.Process.Signal(os.Interrupt)
		_ = child.Wait()
	}()
	if t.Addr, err = listening(bufio.NewScanner(log)); err != nil {
		return 0, 0, err
	}
	if _, err := once(ctx, t, func(w *wire) ([]byte, error) { return w.get("/api/incidents?limit=25") }); err != nil {
		return 0, 0, err
	}
	took := time.Since(began)
	memory, err := peakMemory(child.Process.Pid)
	return took, memory, err
}

// listening reads a server's log until it says where it listens.
func listening(log *bufio.Scanner) (addr string, _ error) {
	said := ""
	for log.Scan() {
		var line struct{ Msg, Addr string }
		if err := json.Unmarshal(log.Bytes(), &line); err == nil && line.Msg == "listening" {
			return line.Addr, nil
		}
		said += log.Text() + "\n"
	}
	return "", errors.Join(fmt.Errorf("the server did not start: %s", said), log.Err())
}
