package e2e

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/opsknight/opsknight/db/dbtest"
)

// TestTheAppInABrowser uses the web app in Chromium on a server on which nobody has an
// account yet: web/e2e says what each script does there.
func TestTheAppInABrowser(t *testing.T) {
	for _, script := range []string{"app", "list"} {
		for _, kind := range []string{"sqlite", "postgres"} {
			t.Run(script+" on "+kind, func(t *testing.T) {
				s := startEmpty(t, dbtest.URL(t, kind))
				installed(t, "../web/node_modules/.package-lock.json", "run npm ci in web")
				cmd := exec.CommandContext(t.Context(), installed(t, "node", "the pages' tests need Node 20 or later"), "e2e/"+script+".mjs", "--url", s.url)
				cmd.Dir = filepath.Join("..", "web")
				out, err := cmd.CombinedOutput()
				if err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
				t.Logf("%s", out)
			})
		}
	}
}
