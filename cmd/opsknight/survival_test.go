package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/demo"
	"github.com/opsknight/opsknight/model"
)

// The size of the test: 750 events in half a minute or more, while three seconds after
// each has started a server is killed, and then as long as the second step takes to be
// due.
const (
	survivalSenders = 6
	survivalEvents  = 125 // of each sender
	survivalPace    = 200 * time.Millisecond
	survivalKills   = 8
	survivalPause   = 3 * time.Second
	survivalStep    = time.Minute
	survivalEnd     = 4 * time.Minute
	// survivalLag is how late a step may be: it is reported exactly, and this is ten times
	// what a killed server and a database that starts again have cost.
	survivalLag = 45 * time.Second
)

// fleet are servers on one database, of which some are killed and started again.
type fleet struct {
	t        *testing.T
	database string
	flags    []string

	mu      sync.Mutex
	servers []*process
}

func (f *fleet) add() {
	p := startProcess(f.t, f.database, f.flags...)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.servers = append(f.servers, p)
}

// kill ends one server as a power cut does.
func (f *fleet) kill() {
	f.mu.Lock()
	i := rand.IntN(len(f.servers))
	p := f.servers[i]
	f.servers = slices.Delete(f.servers, i, i+1)
	f.mu.Unlock()
	_ = p.Process.Kill()
	_ = p.Wait()
}

// url is that of one of the servers; "" if none is up.
func (f *fleet) url() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.servers) == 0 {
		return ""
	}
	return f.servers[rand.IntN(len(f.servers))].url
}

// survival is one run of the test.
type survival struct {
	*fleet
	d        *db.DB
	key      string
	service  string
	receiver *flakyReceiver
	mails    *mailbox

	answered sync.Map // dedup key to whether it was resolved
}

// TestNothingIsLostAndNothingDoubled sends events to servers that are killed at random,
// on a database that crashes once, and looks at what is left: every event that was
// answered 202 is stored, every step of every escalation has run once, every webhook has
// arrived with one id and one body and in order, and no page has two ids.
func TestNothingIsLostAndNothingDoubled(t *testing.T) {
	t.Parallel()
	t.Run("three servers on PostgreSQL", func(t *testing.T) {
		t.Parallel()
		server, err := dbtest.Start()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(server.Stop)
		s := newSurvival(t, server.URL("postgres"), 3)
		s.run(server.Crash)
	})
	t.Run("one server on SQLite", func(t *testing.T) {
		t.Parallel()
		s := newSurvival(t, filepath.Join(t.TempDir(), "opsknight.db"), 1)
		s.run(func() error { return nil })
	})
}

func newSurvival(t *testing.T, url string, servers int) *survival {
	t.Helper()
	s := &survival{receiver: newFlakyReceiver(t), mails: newMailbox(t)}
	s.fleet = &fleet{t: t, database: url, flags: []string{
		"--webhook-allow-cidr", "127.0.0.0/8", "--webhook-retry-schedule", "0s,100ms,200ms,400ms,800ms,1s,1s,1s,1s,1s,1s,1s",
		"--smtp-url", "smtp://" + s.mails.address, "--smtp-from", "opsknight@example.com", "--public-url", "http://opsknight.example.com",
	}}
	s.d = dbtest.Open(t, url)
	if _, err := s.d.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	made, err := demo.Fill(t.Context(), s.d)
	if err != nil {
		t.Fatal(err)
	}
	s.key = made.LiveKey
	for range servers {
		s.add()
	}
	s.setUp()
	return s
}

// setUp makes a service whose policy tells Ben and a minute later Chiara, and a webhook.
func (s *survival) setUp() {
	s.t.Helper()
	env := s.d.In(model.Live)
	service, err := db.Write(s.t.Context(), env, func(ctx context.Context, tx db.Tx) (*model.Service, error) {
		by := model.System(model.Live)
		in := model.CreateEscalationPolicyInput{Name: "Survival"}
		for _, email := range []string{"ben@example.com", "chiara@example.com"} {
			user, err := db.UserByEmail(ctx, tx, email)
			if err != nil {
				return nil, err
			}
			in.Steps = append(in.Steps, &model.EscalationStepInput{
				EscalateAfterMinutes: int(survivalStep.Minutes()), Targets: []*model.EscalationTargetInput{{Type: model.TargetUser, ID: user.ID}},
			})
		}
		policy, _, err := account.CreateEscalationPolicy(ctx, tx, by, in)
		if err != nil {
			return nil, err
		}
		of := model.ServiceNamed("Survival")
		of.EscalationPolicyID = &policy.ID
		service, _, err := account.CreateService(ctx, tx, by, of)
		return service, err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.service = service.ID
	webhook := &testServer{Result: demo.Result{LiveKey: s.key}, url: s.url()}
	webhook.hook(s.t, "", s.receiver.url, `,"service_ids":["`+s.service+`"]`)
}

// run loads the servers while it kills them, and looks at what is left.
func (s *survival) run(crash func() error) {
	s.t.Helper()
	ctx, stop := context.WithTimeout(s.t.Context(), survivalEnd)
	defer stop()
	var senders sync.WaitGroup
	for sender := range survivalSenders {
		senders.Go(func() { s.send(ctx, sender) })
	}
	pause := time.NewTicker(survivalPause)
	defer pause.Stop()
	for n := range survivalKills {
		<-pause.C
		s.kill()
		if n == survivalKills/2 {
			if err := crash(); err != nil {
				s.t.Fatal(err)
			}
		}
		s.add()
		pause.Reset(survivalPause) // to start may have taken as long
	}
	senders.Wait()
	s.settle(ctx)
	s.checkEvents()
	s.checkWebhooks()
	s.checkMails()
}

// send sends events, of which it acknowledges or resolves every third.
func (s *survival) send(ctx context.Context, sender int) {
	pace := time.NewTicker(survivalPace)
	defer pace.Stop()
	for n := 0; n < survivalEvents; n++ {
		select {
		case <-ctx.Done():
			return
		case <-pace.C:
		}
		for s.url() == "" { // nobody is there
			select {
			case <-ctx.Done():
				return
			case <-pace.C:
			}
		}
		key := fmt.Sprintf("survival-%d-%d", sender, n)
		if !s.event(ctx, "trigger", key) {
			continue // what was not answered may be stored or not
		}
		end := [...]string{"", "acknowledge", "resolve"}[n%3]
		ended := end != "" && s.event(ctx, end, key)
		if end == "" || ended {
			s.answered.Store(key, ended)
		}
	}
}

// event reports whether an event was answered 202.
func (s *survival) event(ctx context.Context, action, key string) bool {
	url := s.url()
	if url == "" {
		return false
	}
	body, err := json.Marshal(map[string]any{
		"routing_key": s.service, "event_action": action, "dedup_key": key,
		"payload": map[string]string{"summary": "Down: " + key, "severity": "critical", "source": "test"},
	})
	if err != nil {
		return false
	}
	client := &testServer{Result: demo.Result{LiveKey: s.key}, url: url}
	got, err := client.try(ctx, request{path: "/api/events", body: string(body)})
	return err == nil && got.status == http.StatusAccepted
}

// settle waits until every incident that nobody has answered has had its second step,
// and nothing is left to send.
func (s *survival) settle(ctx context.Context) {
	s.t.Helper()
	look := time.NewTicker(time.Second)
	defer look.Stop()
	for {
		left, err := db.CountUnsettled(ctx, s.d.In(model.Live), s.service)
		if err == nil && left == 0 {
			return
		}
		select {
		case <-ctx.Done():
			s.t.Fatalf("after %s %d things are left to do: %v", survivalEnd, left, err)
		case <-look.C:
		}
	}
}

// incidents are all of the service.
func (s *survival) incidents() []*model.Incident {
	s.t.Helper()
	var all []*model.Incident
	most := model.MaxPage
	page := model.Page{First: &most}
	for {
		found, err := db.Incidents(s.t.Context(), s.d.In(model.Live), model.IncidentFilter{ServiceID: []string{s.service}}, db.Oldest, page)
		if err != nil {
			s.t.Fatal(err)
		}
		all = append(all, found.Nodes...)
		if !found.PageInfo.HasNextPage {
			return all
		}
		page.After = found.PageInfo.EndCursor
	}
}

// checkEvents finds an incident for each event that was answered, and the steps of its
// escalation, each once and not long after it was due.
func (s *survival) checkEvents() {
	s.t.Helper()
	byKey := map[string]*model.Incident{}
	for _, inc := range s.incidents() {
		if byKey[*inc.DedupKey] != nil {
			s.t.Errorf("%s has two incidents", *inc.DedupKey)
		}
		byKey[*inc.DedupKey] = inc
	}
	var lags []time.Duration
	answered := 0
	s.answered.Range(func(key, ended any) bool {
		answered++
		inc := byKey[key.(string)]
		if inc == nil {
			s.t.Errorf("%s was answered 202, and is not stored", key)
			return true
		}
		if ended.(bool) && inc.Status == model.IncidentOpen {
			s.t.Errorf("the end of %s was answered 202, and it is %s", key, inc.Status)
		}
		return true
	})
	for _, inc := range byKey {
		lags = append(lags, s.checkSteps(inc)...)
	}
	if answered < survivalSenders*survivalEvents/2 {
		s.t.Errorf("only %d events were answered", answered)
	}
	slices.Sort(lags)
	last := lags[len(lags)-1]
	s.t.Logf("%d events answered, %d incidents, %d steps: lag p50 %s, p99 %s, the longest %s", answered, len(byKey), len(lags),
		lags[len(lags)/2], lags[len(lags)*99/100], last)
	if last > survivalLag {
		s.t.Errorf("a step ran %s after it was due", last)
	}
}

// checkSteps returns how late the steps of an incident were.
func (s *survival) checkSteps(inc *model.Incident) []time.Duration {
	s.t.Helper()
	most := model.MaxPage
	lines, err := db.IncidentEvents(s.t.Context(), s.d.In(model.Live), inc, db.Oldest, model.Page{First: &most})
	if err != nil {
		s.t.Fatal(err)
	}
	due := inc.CreatedAt
	step := 0
	var lags []time.Duration
	for _, line := range lines.Nodes {
		if line.Type != model.EventEscalated {
			continue
		}
		step++
		var details struct {
			Step   int
			NextAt time.Time `json:"next_at"`
		}
		if err := json.Unmarshal(line.Details, &details); err != nil {
			s.t.Fatal(err)
		}
		if details.Step != step {
			s.t.Errorf("%s: step %d ran in the place of step %d", *inc.DedupKey, details.Step, step)
		}
		lags = append(lags, line.CreatedAt.Sub(due))
		due = details.NextAt
	}
	if inc.Status == model.IncidentOpen && step != 2 {
		s.t.Errorf("%s is open, and %d of 2 steps have run", *inc.DedupKey, step)
	}
	return lags
}
