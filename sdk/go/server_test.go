package opsknight_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"testing"
	"time"

	opsknight "github.com/opsknight/opsknight/sdk/go"
	"github.com/opsknight/opsknight/sdk/go/graphql"
	"github.com/opsknight/opsknight/sdk/go/webhooks"
)

// These tests ask a real server: `make sdk` runs them beside one, by scripts/with-server.

func client(t *testing.T, config opsknight.Config) *opsknight.Client {
	t.Helper()
	if os.Getenv("OPSKNIGHT_URL") == "" || os.Getenv("OPSKNIGHT_ROUTING_KEY") == "" {
		t.Fatal("there is no server to test with: run `make sdk`, or this by scripts/with-server")
	}
	c, err := opsknight.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// service makes one of its own for a test.
func service(t *testing.T, c *opsknight.Client) *opsknight.Service {
	t.Helper()
	s, err := c.CreateService(t.Context(), opsknight.CreateService{Name: t.Name() + time.Now().Format(" 150405.000000"), Description: "Of a test."})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestServerREST(t *testing.T) {
	c := client(t, opsknight.Config{})
	ctx := t.Context()
	s := service(t, c)

	create := opsknight.CreateIncident{Title: "Down", ServiceID: s.ID, Urgency: opsknight.UrgencyLow, CustomDetails: map[string]any{"load": 9.5}}
	var first, second opsknight.Response
	inc, err := c.CreateIncident(ctx, create, opsknight.IdempotencyKey(s.ID), opsknight.ReadResponse(&first))
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.CreateIncident(ctx, create, opsknight.IdempotencyKey(s.ID), opsknight.ReadResponse(&second))
	if err != nil || again.ID != inc.ID || first.Replayed() || !second.Replayed() {
		t.Errorf("a repeat makes %+v, %v", again, err)
	}
	if inc.Service.Name != s.Name || inc.Status != opsknight.IncidentStatusOpen || inc.Urgency != opsknight.UrgencyLow || inc.CreatedAt.IsZero() || inc.AcknowledgedAt != nil {
		t.Errorf("made %+v", inc)
	}

	var why *opsknight.Error
	change := opsknight.UpdateIncident{Status: opsknight.IncidentStatusAcknowledged, Description: opsknight.Value("It is."), Priority: opsknight.Value(opsknight.PriorityP1)}
	if inc, err = c.UpdateIncident(ctx, inc.ID, change); err != nil || *inc.Description != "It is." || *inc.Priority != opsknight.PriorityP1 || inc.AcknowledgedAt == nil {
		t.Fatalf("changed %+v, %v", inc, err)
	}
	if inc, err = c.UpdateIncident(ctx, inc.ID, opsknight.UpdateIncident{Description: opsknight.Null[string]()}); err != nil || inc.Description != nil || inc.Priority == nil {
		t.Fatalf("emptied %+v, %v", inc, err)
	}

	for range 3 {
		if _, err := c.AddNote(ctx, inc.ID, opsknight.CreateNote{Content: "Looking."}); err != nil {
			t.Fatal(err)
		}
	}
	notes := 0
	for note, err := range c.AllNotes(ctx, inc.ID, opsknight.ListNotesParams{Limit: 2}) {
		if notes++; err != nil || note.Content != "Looking." {
			t.Fatal(note, err)
		}
	}
	if notes != 3 {
		t.Error("there are", notes, "notes")
	}
	page, err := c.ListIncidents(ctx, opsknight.ListIncidentsParams{ServiceID: []string{s.ID}, Status: []opsknight.IncidentStatus{"OPEN", "ACKNOWLEDGED"}})
	if err != nil || page.Pagination.Total != 1 || page.Data[0].ID != inc.ID {
		t.Error(page, err)
	}

	_, err = c.CreateIncident(ctx, opsknight.CreateIncident{ServiceID: s.ID})
	if !errors.As(err, &why) || why.Code != opsknight.ErrorCodeValidationError || why.Field != "title" || why.RequestID == "" || why.Status != 400 {
		t.Errorf("an incident without a title makes %#v", err)
	}
	if err := c.DeleteIncident(ctx, inc.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := c.GetIncident(ctx, inc.ID); !errors.As(err, &why) || why.Code != opsknight.ErrorCodeNotFound {
		t.Error("a deleted incident makes", err)
	}
	stranger := client(t, opsknight.Config{APIKey: "sk_test_nobody"})
	if _, err := stranger.ListTeams(ctx, opsknight.ListTeamsParams{}); !errors.As(err, &why) || why.Code != opsknight.ErrorCodeUnauthorized {
		t.Error("a wrong key makes", err)
	}
}

// The server changes incidents by itself, and services never.
func TestServerETags(t *testing.T) {
	c := client(t, opsknight.Config{})
	s := service(t, c)
	var seen opsknight.Response
	if _, err := c.GetService(t.Context(), s.ID, opsknight.ReadResponse(&seen)); err != nil || seen.ETag() == "" {
		t.Fatal(err, seen)
	}
	var why *opsknight.Error
	if _, err := c.GetService(t.Context(), s.ID, opsknight.IfNoneMatch(seen.ETag())); !errors.As(err, &why) || why.Code != opsknight.CodeNotModified {
		t.Error("an unchanged service makes", err)
	}
	change := opsknight.UpdateService{Description: opsknight.Null[string]()}
	if got, err := c.UpdateService(t.Context(), s.ID, change, opsknight.IfMatch(seen.ETag())); err != nil || got.Description != nil {
		t.Fatalf("changed %+v, %v", got, err)
	}
	if _, err := c.UpdateService(t.Context(), s.ID, change, opsknight.IfMatch(seen.ETag())); !errors.As(err, &why) || why.Code != opsknight.ErrorCodeConflict || why.Status != 409 {
		t.Error("a change of what was changed meanwhile makes", err)
	}
}

func TestServerGraphQL(t *testing.T) {
	c := client(t, opsknight.Config{})
	s := service(t, c)
	ids := map[string]bool{}
	for range 3 {
		var made struct {
			CreateIncident graphql.CreateIncidentPayload
		}
		input := graphql.CreateIncidentInput{Title: "Down", ServiceID: s.ID, Urgency: graphql.UrgencyHigh}
		if err := c.Query(t.Context(), `mutation($input: CreateIncidentInput!) { createIncident(input: $input) { incident { id service { name } } } }`, map[string]any{"input": input}, &made); err != nil {
			t.Fatal(err)
		}
		if made.CreateIncident.Incident.Service.Name != s.Name {
			t.Errorf("made %+v", made.CreateIncident.Incident)
		}
		ids[made.CreateIncident.Incident.ID] = true
	}
	const document = `query($id: ID!, $after: String) { service(id: $id) { incidents(first: 2, after: $after) { nodes { id title } pageInfo { hasNextPage endCursor } } } }`
	for inc, err := range opsknight.Nodes[graphql.Incident](t.Context(), c, document, map[string]any{"id": s.ID}, "service", "incidents") {
		if err != nil || !ids[inc.ID] {
			t.Fatal(inc.ID, err)
		}
		delete(ids, inc.ID)
	}
	if len(ids) > 0 {
		t.Error("these have not come:", ids)
	}
	var changed struct {
		UpdateService graphql.UpdateServicePayload
	}
	update := graphql.UpdateServiceInput{ID: s.ID, Description: opsknight.Null[string](), AckTimeoutMinutes: opsknight.Value(30)}
	if err := c.Query(t.Context(), `mutation($input: UpdateServiceInput!) { updateService(input: $input) { service { name description ackTimeoutMinutes } } }`, map[string]any{"input": update}, &changed); err != nil {
		t.Fatal(err)
	}
	if got := changed.UpdateService.Service; got.Name != s.Name || got.Description != nil || *got.AckTimeoutMinutes != 30 {
		t.Errorf("changed %+v", got)
	}
	var why *opsknight.Error
	if err := c.Query(t.Context(), `{ viewer { nothing } }`, nil, nil); !errors.As(err, &why) || why.Code != "GRAPHQL_VALIDATION_FAILED" {
		t.Error("a wrong document makes", err)
	}
}

// cutter is a proxy that loses the connections that it has when it is told to.
func cutter(t *testing.T, to string) (*httptest.Server, func()) {
	t.Helper()
	at, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(at)
	proxy.FlushInterval = -1
	proxy.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
	server := httptest.NewServer(proxy)
	t.Cleanup(server.Close)
	return server, server.CloseClientConnections
}

func TestServerSubscription(t *testing.T) {
	direct := client(t, opsknight.Config{})
	s := service(t, direct)
	proxy, cut := cutter(t, os.Getenv("OPSKNIGHT_URL"))
	open := func(title string) {
		if _, err := direct.CreateIncident(t.Context(), opsknight.CreateIncident{Title: title, ServiceID: s.ID}); err != nil {
			t.Error(err)
		}
	}
	paused := 0
	c := client(t, opsknight.Config{URL: proxy.URL, Sleep: func(context.Context, time.Duration) error {
		paused++
		open("while it was away")
		return nil
	}})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	// Nothing tells when a subscription has begun: incidents are opened until one is heard of.
	heard := make(chan struct{})
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-heard:
				return
			case <-ctx.Done():
				return
			case <-time.After(50 * time.Millisecond):
				open("before")
			}
		}
	}()
	const document = `subscription($service: ID!, $after: String) { incidentChanged(filter: {serviceId: [$service]}, after: $after) { cursor incident { title } } }`
	var titles []string
	for data, err := range opsknight.Subscribe[changed](ctx, c, document, map[string]any{"service": s.ID}) {
		if err != nil {
			t.Fatal(err)
		}
		titles = append(titles, data.IncidentChanged.Incident.Title)
		if len(titles) == 1 {
			close(heard)
			<-stopped
			cut()
		}
		if titles[len(titles)-1] == "while it was away" {
			break
		}
	}
	if ctx.Err() != nil || paused == 0 || titles[0] != "before" {
		t.Errorf("heard of %q after %d pauses", titles, paused)
	}
}

func TestServerEvents(t *testing.T) {
	c := client(t, opsknight.Config{})
	live := client(t, opsknight.Config{APIKey: os.Getenv("OPSKNIGHT_LIVE_API_KEY")})
	events := c.Events(os.Getenv("OPSKNIGHT_ROUTING_KEY"))
	ctx := t.Context()
	for _, want := range []opsknight.EventEffect{"triggered", "deduplicated"} {
		got, err := events.Trigger(ctx, opsknight.Problem{Summary: "Disk full", Severity: opsknight.SeverityWarning, DedupKey: t.Name(), Timestamp: time.Now(), Links: []opsknight.EventLink{{Href: "https://example.com", Text: "Graph"}}})
		if err != nil || got.Data.Action != want || got.Data.Incident.Urgency != opsknight.UrgencyMedium {
			t.Fatalf("got %+v, %v; want %s", got, err, want)
		}
	}
	if got, err := events.Acknowledge(ctx, t.Name()); err != nil || got.Data.Action != opsknight.EventEffectAcknowledged {
		t.Fatal(got, err)
	}
	got, err := events.Resolve(ctx, t.Name())
	if err != nil || got.Data.Action != opsknight.EventEffectResolved {
		t.Fatal(got, err)
	}
	if alerts, err := live.ListAlerts(ctx, got.Data.Incident.ID, opsknight.ListAlertsParams{}); err != nil || alerts.Pagination.Total != 2 || alerts.Data[0].Summary != "Disk full" {
		t.Error(alerts, err)
	}
	summary := "Deployed at " + time.Now().Format(time.RFC3339Nano)
	if err := events.Change(ctx, opsknight.Change{Summary: summary, Source: "ci", CustomDetails: map[string]any{"build": 7}}); err != nil {
		t.Fatal(err)
	}
	if changes, err := live.ListChangeEvents(ctx, opsknight.ListChangeEventsParams{Limit: 1}); err != nil || changes.Data[0].Summary != summary {
		t.Error(changes, err)
	}
	var why *opsknight.Error
	if err := c.Events("0123").Change(ctx, opsknight.Change{Summary: "Deployed"}); !errors.As(err, &why) || why.Code != opsknight.ErrorCodeValidationError {
		t.Error("a wrong routing key makes", err)
	}
	if _, err := events.Trigger(ctx, opsknight.Problem{}); !errors.As(err, &why) || why.Field == "" {
		t.Error("an event without a summary makes", err)
	}
}

func TestServerWebhooks(t *testing.T) {
	c := client(t, opsknight.Config{})
	s := service(t, c)
	type received struct {
		header http.Header
		body   []byte
	}
	got := make(chan received, 10)
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			got <- received{r.Header, body}
		}
		w.WriteHeader(http.StatusNoContent)
	}))
	defer receiver.Close()
	hook, err := c.CreateWebhook(t.Context(), opsknight.CreateWebhook{URL: receiver.URL, Events: []opsknight.WebhookEvent{opsknight.WebhookEventIncidentTriggered}, ServiceIDs: []string{s.ID}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.PingWebhook(t.Context(), hook.ID); err != nil {
		t.Fatal(err)
	}
	inc, err := c.CreateIncident(t.Context(), opsknight.CreateIncident{Title: "Down", ServiceID: s.ID})
	if err != nil {
		t.Fatal(err)
	}
	for seen := map[webhooks.Event]bool{}; len(seen) < 2; {
		var one received
		select {
		case one = <-got:
		case <-time.After(30 * time.Second):
			t.Fatal("only these have come: ", seen)
		}
		payload, err := webhooks.Verify(one.header, one.body, "whsec_AAAA", hook.Secret)
		if err != nil || !webhooks.VerifyBody(one.header.Get("X-OpsKnight-Signature"), one.body, hook.Secret) {
			t.Fatal(err, string(one.body))
		}
		if _, err := webhooks.Verify(one.header, one.body, "whsec_AAAA"); !errors.Is(err, webhooks.ErrSignature) {
			t.Error("another secret makes", err)
		}
		seen[payload.Event] = true
		switch payload.Event {
		case webhooks.Ping:
			if payload.Webhook.ID != hook.ID || payload.Incident != nil {
				t.Errorf("the ping is %+v", payload)
			}
		case webhooks.IncidentTriggered:
			if payload.Incident.ID != inc.ID || payload.Incident.Service.ID != s.ID || payload.Sequence == 0 {
				t.Errorf("the event is %+v", payload)
			}
			if again, err := json.Marshal(payload); err != nil || !sameJSON(t, string(again), string(one.body)) {
				t.Errorf("of %s this was read: %s", one.body, again)
			}
		default:
			t.Error("this came unasked:", payload.Event)
		}
	}
}
