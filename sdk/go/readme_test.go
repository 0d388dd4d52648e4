package opsknight_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	opsknight "github.com/opsknight/opsknight/sdk/go"
)

var block = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")

// The blocks of the README run beside a real server, in a module of their own: the first
// is a program, the others are the bodies of functions.
func TestReadme(t *testing.T) {
	client(t, opsknight.Config{})
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	run := func(line ...string) string {
		cmd := exec.CommandContext(t.Context(), line[0], line[1:]...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", strings.Join(line, " "), err, out)
		}
		return string(out)
	}
	run("go", "mod", "init", "example.com/readme")
	run("go", "mod", "edit", "-replace", "github.com/opsknight/opsknight/sdk/go="+here)

	var bodies []string
	for _, found := range block.FindAllStringSubmatch(string(readme), -1) {
		language, text := found[1], found[2]
		switch {
		case language == "sh":
			run("sh", "-euc", text)
		case language != "go":
			t.Errorf("nobody runs a block of %s", language)
		case strings.HasPrefix(text, "package main"):
			write(t, filepath.Join(dir, "first", "main.go"), text)
			if out := run("go", "run", "./first"); !regexp.MustCompile(`^inc_\w+ OPEN\n$`).MatchString(out) {
				t.Errorf("the first program prints %q", out)
			}
		default:
			bodies = append(bodies, text)
		}
	}
	page, err := os.ReadFile("../../docs/sdks.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range block.FindAllString(string(page), -1) {
		if strings.HasPrefix(shown, "```go\n") && !strings.Contains(string(readme), shown) {
			t.Errorf("docs/sdks.md shows what the README does not:\n%s", shown)
		}
	}
	if len(bodies) != 9 {
		t.Errorf("there are %d blocks", len(bodies))
	}
	write(t, filepath.Join(dir, "others", "main.go"), program(bodies))
	out := run("go", "run", "./others")
	for _, want := range []string{
		"ACKNOWLEDGED P2", "VALIDATION_ERROR 400 service_id", "triggered inc_", "Title of the README Checkout", "(TRIGGERED|ESCALATED|ASSIGNED) Title of the README", "dlv_1 webhook.ping", "answered 204, 401",
	} {
		if !regexp.MustCompile(want).MatchString(out) {
			t.Errorf("nothing prints %q:\n%s", want, out)
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// program calls each body, one after the other, while incidents are opened beside.
func program(bodies []string) string {
	var b strings.Builder
	b.WriteString(`package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	opsknight "github.com/opsknight/opsknight/sdk/go"
	"github.com/opsknight/opsknight/sdk/go/graphql"
	"github.com/opsknight/opsknight/sdk/go/webhooks"
)

var (
	_ = errors.As
	_ graphql.Incident
)

func main() {
	ctx := context.Background()
	client, err := opsknight.New(opsknight.Config{})
	if err != nil {
		log.Fatal(err)
	}
	services, err := client.ListServices(ctx, opsknight.ListServicesParams{Q: "Checkout"})
	if err != nil {
		log.Fatal(err)
	}
	create := opsknight.CreateIncident{Title: "Title of the README", ServiceID: services.Data[0].ID}
	incident, err := client.CreateIncident(ctx, create)
	if err != nil {
		log.Fatal(err)
	}
	go func() {
		for range time.Tick(100 * time.Millisecond) {
			_, _ = client.CreateIncident(ctx, create)
		}
	}()
	for i, body := range []func(context.Context, *opsknight.Client, string, string) error{`)
	for i := range bodies {
		fmt.Fprintf(&b, "body%d, ", i)
	}
	b.WriteString(`} {
		if err := body(ctx, client, incident.ID, incident.Service.ID); err != nil {
			log.Fatal("block ", i, ": ", err)
		}
	}
}

// try sends a webhook to a receiver, signed and not.
func try(receive http.HandlerFunc) {
	_ = os.Setenv("WEBHOOK_SECRET", "whsec_AAAA")
	const body = ` + "`" + `{"id":"dlv_1","event":"webhook.ping"}` + "`" + `
	timestamp := fmt.Sprint(time.Now().Unix())
	mac := hmac.New(sha256.New, []byte{0, 0, 0})
	_, _ = io.WriteString(mac, "dlv_1."+timestamp+"."+body)
	var statuses []string
	for _, signature := range []string{base64.StdEncoding.EncodeToString(mac.Sum(nil)), "AAAA"} {
		r, w := httptest.NewRequest("POST", "/", strings.NewReader(body)), httptest.NewRecorder()
		r.Header.Set("webhook-id", "dlv_1")
		r.Header.Set("webhook-timestamp", timestamp)
		r.Header.Set("webhook-signature", "v1,"+signature)
		receive(w, r)
		statuses = append(statuses, fmt.Sprint(w.Code))
	}
	fmt.Println("answered", strings.Join(statuses, ", "))
}

`)
	for i, body := range bodies {
		if strings.HasPrefix(body, "receive := ") {
			body += "try(receive)\n"
		}
		fmt.Fprintf(&b, "func body%d(ctx context.Context, client *opsknight.Client, id, serviceID string) error {\n\t_, _, _ = id, serviceID, webhooks.Ping\n%s\nreturn nil\n}\n\n", i, body)
	}
	return b.String()
}
