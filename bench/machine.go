package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// printMachine says on what the figures were found.
func (b *bench) printMachine(ctx context.Context) {
	b.printf("# Benchmark\n\n")
	b.printf("- %s, %s, revision %s.\n", time.Now().UTC().Format("2006-01-02 15:04 MST"), runtime.Version(), commandOr(ctx, "unknown", "git", "describe", "--always", "--dirty"))
	b.printf("- %s, %d CPUs, %s of memory, %s %s.\n", fieldOf("/proc/cpuinfo", "model name"), runtime.NumCPU(), fieldOf("/proc/meminfo", "MemTotal"), runtime.GOOS, commandOr(ctx, "", "uname", "-r"))
	b.printf("- Load average before: %s.\n", loadAverage())
	b.printf("- Each load runs for %s, %d times by turns with what it is compared to; figures are medians. Servers run with the engine, authentication and limits, by loopback; PostgreSQL with fsync and synchronous_commit, by a Unix socket, with a log and a cache as after it has run for a while. "+
		"CPU is user and system time of the server's process, for each exchange, with what the engine has to do for it; the database's is beside it (SQLite is in the server's process), and that of this program, which makes the load and shares the CPUs.\n", b.length, b.rounds)
	b.printf("- The latency at half the rate is of requests that are due at fixed times, and counted from those.\n")
}

// loadAverage is that of 1, 5 and 15 minutes.
func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	fields := strings.Fields(string(text))
	if err != nil || len(fields) < 3 {
		return "unknown"
	}
	return strings.Join(fields[:3], ", ")
}

// fieldOf reads the first value of a name in a file of /proc.
func fieldOf(file, field string) string {
	text, _ := os.ReadFile(file) //nolint:gosec // of /proc
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == field {
			return strings.TrimSpace(value)
		}
	}
	return "unknown " + field
}

// commandOr is what a command prints, or another text if it fails.
func commandOr(ctx context.Context, other, name string, args ...string) string {
	out, err := exec.CommandContext(ctx, name, args...).Output() //nolint:gosec // the commands are ours
	if err != nil {
		return other
	}
	return strings.TrimSpace(string(out))
}

func (b *bench) printf(format string, values ...any) { _, _ = fmt.Fprintf(b.out, format, values...) }
