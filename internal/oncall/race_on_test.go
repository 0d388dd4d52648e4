//go:build race

package oncall_test

// slowness is how much longer things may take in these tests: the race detector makes them
// slow.
const slowness = 10
