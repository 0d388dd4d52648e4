package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of CPU time in /proc, on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// cpuOf returns the user and system time that a process has used; 0 where there is
// no /proc.
func cpuOf(pid int) time.Duration {
	fields := statOf(pid)
	if len(fields) < 15 {
		return 0
	}
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * tick
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

// cpuModel names the processor.
func cpuModel() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown processor"
}
