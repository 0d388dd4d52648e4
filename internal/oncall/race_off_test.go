//go:build !race

package oncall_test

// slowness is how much longer things may take in these tests.
const slowness = 1
