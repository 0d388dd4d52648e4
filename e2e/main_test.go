// Package e2e runs clients that nobody here wrote, unmodified, against a started server:
// what calls itself compatible is proven by what it is compatible with. It is a module of
// its own, so that those clients stay out of the server's.
package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/opsknight/opsknight/db/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// binary builds the server from the tree that the tests stand in, once, and returns where
// it is.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := filepath.Abs("bin")
	if err != nil {
		return "", err
	}
	program := filepath.Join(dir, "opsknight")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", program, "./cmd/opsknight")
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the server: %w\n%s", err, out)
	}
	return program, nil
})

// installed fails the test if what it needs is not there: a test that cannot run has not
// passed.
func installed(t *testing.T, path, how string) string {
	t.Helper()
	found, err := exec.LookPath(path)
	if err != nil {
		if _, err = os.Stat(path); err == nil {
			found, err = filepath.Abs(path)
		}
	}
	if err != nil {
		t.Fatalf("%s is not installed: %s", path, how)
	}
	return found
}
