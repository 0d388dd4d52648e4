package notify_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/model"
)

var update = flag.Bool("update", false, "write the golden files")

// TestWhatAPageSays compares the pages of each channel with testdata/<case>.<channel>.
func TestWhatAPageSays(t *testing.T) {
	box, err := secret.New(make([]byte, secret.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	pager := &notify.Pager{URL: "https://opsknight.example.com", Box: box}
	at := time.Date(2024, 7, 15, 10, 30, 0, 0, time.UTC)
	source, description, key := "datadog", "CPU above 95 % for 10 minutes on web-01.\nRunbook: https://wiki.example.com/cpu?a=1&b=2", "cpu-web-01"
	usual := model.Incident{
		ID: "inc_01j2v0q8f0e9k7m6n5p4r3s2t1", Title: "High CPU on web-01", Status: model.IncidentOpen, Urgency: model.UrgencyHigh,
		ServiceID: "svc_01j2v0q8f0000000000000000a", Source: &source, Description: &description, DedupKey: &key, CreatedAt: at,
	}
	marked, long, bare := usual, usual, usual
	marked.Title = "<!channel> a & b | *bold* [text](https://evil.example)\nnext\tline \"quoted\" é 🚒"
	long.Title = strings.Repeat("&<|", 170)
	bare.Source, bare.Description, bare.DedupKey, bare.Urgency = nil, nil, nil, model.UrgencyLow
	for name, inc := range map[string]model.Incident{"usual": usual, "marked": marked, "long": long, "bare": bare} {
		for channel, extension := range map[model.NotificationChannel]string{
			model.ChannelEmail: "txt", model.ChannelSlack: "slack.json", model.ChannelTeams: "teams.json", model.ChannelWebhook: "webhook.json",
		} {
			t.Run(name+" by "+string(channel), func(t *testing.T) {
				subject, body := pager.Write(channel, notify.Page{
					ID: "not_01j2v0q8f0000000000000000b", Environment: model.Live, Incident: &inc, Service: "Payments & <Cards>", At: at,
					User:   &model.User{ID: "usr_01j2v0q8f0000000000000000c", Name: "Ann", Email: "ann@example.com", TimeZone: "Europe/Rome"},
					Reason: "Step 1 of its escalation policy tells you: you are on call in Primary.",
				})
				if strings.ContainsAny(subject, "\r\n") || len([]rune(subject)) > 200 {
					t.Errorf("the subject is no line of 200 characters: %q", subject)
				}
				text := subject + "\n\n" + body
				if channel != model.ChannelEmail {
					text = indented(t, body)
				}
				golden(t, filepath.Join("testdata", name+"."+extension), text)
			})
		}
	}
}

// indented shows JSON as people read it, with its escapes.
func indented(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	if err := json.Indent(&out, []byte(text), "", "  "); err != nil {
		t.Fatal(err)
	}
	return out.String() + "\n"
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; rewrite it with -update. Got\n%s", path, got)
	}
}

// TestSlackTakesWhatItIsSent holds Slack's limits, which refuse the whole message.
// Source: Slack's documentation, "Reference: blocks".
func TestSlackTakesWhatItIsSent(t *testing.T) {
	text, err := os.ReadFile("testdata/long.slack.json")
	if err != nil {
		t.Fatal(err)
	}
	var message struct {
		Blocks []struct {
			Text     struct{ Text string }
			Elements []struct{ URL string }
		}
	}
	if err := json.Unmarshal(text, &message); err != nil {
		t.Fatal(err)
	}
	if n := len([]rune(message.Blocks[0].Text.Text)); n > 3000 {
		t.Errorf("the text of a section has %d characters; Slack takes 3,000", n)
	}
	for _, button := range message.Blocks[2].Elements {
		if len(button.URL) > 3000 {
			t.Errorf("the URL of a button has %d characters; Slack takes 3,000", len(button.URL))
		}
	}
}
