//go:build !race

package main

// slowness is how much longer things may take in these tests.
const slowness = 1
