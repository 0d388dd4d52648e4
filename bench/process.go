package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"time"
)

// running is a server on a copy of a ground.
type running struct {
	target
	database         string // its URL
	pid, databasePID int    // databasePID: 0 of SQLite
	end              func()
}

// serving starts the product on a copy; end ends both.
func (g *ground) serving(ctx context.Context, flags ...string) (*running, error) {
	url, remove, err := g.copy(ctx)
	if err == nil {
		var s *running
		if s, err = g.servingOn(ctx, url, modeProduct, flags...); err == nil {
			stop := s.end
			s.end = func() {
				stop()
				remove()
			}
			return s, nil
		}
	}
	remove()
	return nil, err
}

// servingOn starts this program again as a server on a database, and waits until it serves.
func (g *ground) servingOn(ctx context.Context, url, mode string, flags ...string) (*running, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	child := exec.CommandContext(ctx, self, append([]string{"serve", "-database", url, "-mode", mode}, flags...)...) //nolint:gosec // this program itself
	child.Stderr = os.Stderr
	child.Env = append(os.Environ(), "GOGC=400") // as `opsknight serve` has it
	out, err := child.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := child.Start(); err != nil {
		return nil, err
	}
	s := &running{target: g.target, database: url, pid: child.Process.Pid, databasePID: g.pid(), end: func() {
		_ = child.Process.Signal(os.Interrupt)
		_ = child.Wait()
	}}
	if err := json.NewDecoder(bufio.NewReader(out)).Decode(&s.Addr); err != nil {
		_ = child.Process.Kill()
		_ = child.Wait()
		return nil, fmt.Errorf("the server did not start: %w", err)
	}
	return s, nil
}

// settleTime is how long the engine may need for what one load has made due.
const settleTime = 2 * time.Minute

// settle waits until the engine has done what is due.
func (s *running) settle(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, settleTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.Addr+"/settled", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("the engine has not done what is due: %w", err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the engine has not done what is due: %s", answer.Status)
	}
	return nil
}
