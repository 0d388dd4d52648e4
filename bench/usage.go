package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of CPU time in /proc/pid/stat, on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// usage is user and system time: of the server's process, of the database's, and of this
// one, which makes the loads.
type usage struct{ server, database, generator time.Duration }

func (u usage) minus(before usage) usage {
	return usage{u.server - before.server, u.database - before.database, u.generator - before.generator}
}

func (u usage) each(n int) usage {
	by := time.Duration(max(1, n))
	return usage{u.server / by, u.database / by, u.generator / by}
}

// usage is what has been used so far.
func (s *running) usage() usage {
	return usage{cpuOf(s.pid), cpuOfTree(s.databasePID), cpuOf(os.Getpid())}
}

// cpuOf returns the user and system time that a process has used; 0 where there is no /proc.
// A thread's own account is exact, and of threads that have ended there is none: servers end
// none while they are measured. Where the system keeps no such accounts, ticks have to do.
func cpuOf(pid int) time.Duration {
	if ran := ranOf(pid); ran > 0 {
		return ran
	}
	fields := statOf(pid)
	if len(fields) < 15 {
		return 0
	}
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * tick
}

// ranOf is how long the threads of a process have run, as the scheduler counts it.
func ranOf(pid int) (sum time.Duration) {
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	for _, thread := range threads {
		text, err := os.ReadFile(thread) //nolint:gosec // of /proc
		if err != nil {
			continue // it has ended
		}
		ran, _, _ := strings.Cut(string(text), " ")
		nanoseconds, _ := strconv.ParseInt(ran, 10, 64)
		sum += time.Duration(nanoseconds)
	}
	return sum
}

// cpuOfTree is cpuOf for a process, its children that live, and those that ended.
func cpuOfTree(pid int) time.Duration {
	if pid == 0 {
		return 0
	}
	sum := cpuOf(pid)
	if fields := statOf(pid); len(fields) >= 15 {
		user, _ := strconv.ParseInt(fields[13], 10, 64)
		system, _ := strconv.ParseInt(fields[14], 10, 64)
		sum += time.Duration(user+system) * tick
	}
	entries, _ := filepath.Glob("/proc/[0-9]*")
	for _, entry := range entries {
		child, err := strconv.Atoi(filepath.Base(entry))
		if err != nil {
			continue
		}
		if fields := statOf(child); len(fields) > 1 && fields[1] == strconv.Itoa(pid) {
			sum += cpuOf(child)
		}
	}
	return sum
}

// statOf returns the fields of /proc/pid/stat after the program's name: state,
// parent, …
func statOf(pid int) []string {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return nil
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	return strings.Fields(rest)
}

// forgetPeak has peakMemory count from now on; where the system does not do that, it
// counts from the process's start.
func forgetPeak(pid int) { _ = os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", pid), []byte("5"), 0) }

// peakMemory is the most that a process has had in memory, in megabytes.
func peakMemory(pid int) (int, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); fields[0] == "VmHWM:" {
			kilobytes, err := strconv.Atoi(fields[1])
			return kilobytes >> 10, err
		}
	}
	return 0, errors.New("the system does not tell how much memory a process has had")
}
