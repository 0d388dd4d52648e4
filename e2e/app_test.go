package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/opsknight/opsknight/db/dbtest"
)

// TestTheAppInABrowser uses the web app in Chromium on a server on which nobody has an
// account yet. web/e2e/app.mjs says what it does there.
func TestTheAppInABrowser(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			s := startEmpty(t, dbtest.URL(t, kind))
			installed(t, "../web/node_modules/.package-lock.json", "run npm ci in web")
			cmd := exec.CommandContext(t.Context(), installed(t, "node", "the pages' tests need Node 20 or later"), "e2e/app.mjs", "--url", s.url)
			cmd.Dir = filepath.Join("..", "web")
			cmd.Env = os.Environ()
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
		})
	}
}
