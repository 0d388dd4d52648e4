package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/opsknight/opsknight/db/dbtest"
)

// TestTheAppInABrowser uses the web app in Chromium: web/e2e says what each script does
// there. Some begin on a server on which nobody has an account yet, the others as the
// example's administrator.
func TestTheAppInABrowser(t *testing.T) {
	for _, script := range []struct {
		name    string
		example bool
	}{{"app", false}, {"list", false}, {"pages", true}} {
		for _, kind := range []string{"sqlite", "postgres"} {
			t.Run(script.name+" on "+kind, func(t *testing.T) {
				s := startPlain(t, dbtest.URL(t, kind), script.example)
				installed(t, "../web/node_modules/.package-lock.json", "run npm ci in web")
				cmd := exec.CommandContext(t.Context(), installed(t, "node", "the pages' tests need Node 20 or later"), "e2e/"+script.name+".mjs", "--url", s.url)
				cmd.Dir = filepath.Join("..", "web")
				cmd.Env = append(os.Environ(), "EMAIL="+s.Admin.Email, "PASSWORD="+s.Admin.Password)
				out, err := cmd.CombinedOutput()
				if err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
				t.Logf("%s", out)
			})
		}
	}
}
