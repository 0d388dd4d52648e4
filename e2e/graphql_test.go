package e2e

import (
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/Khan/genqlient/graphql"

	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/e2e/genqlient"
)

// keyed adds a key to each request, as users of genqlient are told to.
type keyed struct {
	client *http.Client
	key    string
}

// Do sends the request.
func (k keyed) Do(r *http.Request) (*http.Response, error) {
	r.Header.Set("Authorization", "Bearer "+k.key)
	return k.client.Do(r)
}

// serviceID is the id of the service Payment API.
func (s *server) serviceID(t *testing.T) string {
	t.Helper()
	var found struct{ Data []struct{ ID string } }
	s.ask(t, http.MethodGet, "/api/services?q=payment-api", nil, &found)
	if len(found.Data) != 1 {
		t.Fatalf("%d services are called payment-api", len(found.Data))
	}
	return found.Data[0].ID
}

func TestGenqlientReadsAndResponds(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		ctx, key := t.Context(), "genqlient"
		client := graphql.NewClient(s.url+"/graphql", keyed{s.client, s.LiveKey})
		urgency := genqlient.UrgencyMedium
		made, err := genqlient.Create(ctx, client, genqlient.CreateIncidentInput{Title: "By genqlient", ServiceId: s.serviceID(t), Urgency: &urgency, DedupKey: &key})
		if err != nil {
			t.Fatal(err)
		}
		id := made.CreateIncident.Incident.Id
		s.is(t, key, "OPEN", 0)
		first := 1
		list, err := genqlient.Incidents(ctx, client, &genqlient.IncidentFilter{Status: []genqlient.IncidentStatus{genqlient.IncidentStatusOpen}}, &first, nil)
		if err != nil || len(list.Incidents.Nodes) != 1 || list.Incidents.TotalCount < 2 || !list.Incidents.PageInfo.HasNextPage {
			t.Fatalf("%+v, %v", list, err)
		}
		next, err := genqlient.Incidents(ctx, client, nil, &first, list.Incidents.PageInfo.EndCursor)
		if err != nil || len(next.Incidents.Nodes) != 1 || next.Incidents.Nodes[0].Id == list.Incidents.Nodes[0].Id {
			t.Fatalf("%+v, %v", next, err)
		}
		if _, err := genqlient.Acknowledge(ctx, client, id); err != nil {
			t.Fatal(err)
		}
		s.is(t, key, "ACKNOWLEDGED", 0)
		if _, err := genqlient.Resolve(ctx, client, id, nil); err != nil {
			t.Fatal(err)
		}
		s.is(t, key, "RESOLVED", 0)
		one, err := genqlient.Incident(ctx, client, id)
		if err != nil || one.Incident == nil || one.Incident.Service.Name != "Payment API" || len(one.Incident.Timeline.Nodes) < 3 {
			t.Fatalf("%+v, %v", one, err)
		}
		none, err := genqlient.Incident(ctx, client, "inc_none")
		if err != nil || none.Incident != nil {
			t.Errorf("an unknown incident is %+v, %v", none.Incident, err)
		}
		onCalls, err := genqlient.OnCalls(ctx, client)
		if err != nil || len(onCalls.OnCalls.Nodes) == 0 || onCalls.OnCalls.Nodes[0].User == nil {
			t.Errorf("on call are %+v, %v", onCalls, err)
		}
		_, err = genqlient.Acknowledge(ctx, client, id)
		if err == nil || !strings.Contains(err.Error(), "RESOLVED") {
			t.Errorf("to acknowledge what is resolved: %v", err)
		}
	})
}

func TestApolloReadsAndResponds(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		s.node(t, map[string]string{"OPSKNIGHT_DEDUP_KEY": "apollo"}, "apollo.mjs")
		if inc := s.is(t, "apollo", "RESOLVED", 1); inc.Title != "By Apollo" {
			t.Errorf("the incident is %+v", inc)
		}
	})
}

func TestUrqlReadsAndResponds(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		s.node(t, map[string]string{"OPSKNIGHT_DEDUP_KEY": "urql", "OPSKNIGHT_SERVICE": s.serviceID(t)}, "urql.mjs")
		s.is(t, "urql", "RESOLVED", 0)
	})
}

func TestGraphQLJSLoadsTheSchema(t *testing.T) {
	s := start(t, dbtest.URL(t, "sqlite")) // it is the same on each database
	s.node(t, nil, "schema.mjs")
}

// TestAuditsOfGraphQLOverHTTP runs the audits of the library graphql-http, which hold a
// server to what the specification says it must, should and may do.
func TestAuditsOfGraphQLOverHTTP(t *testing.T) {
	each(t, func(t *testing.T, s *server) { s.node(t, nil, "audits.mjs") })
}

func TestClientsNameTheirDocumentsByHash(t *testing.T) {
	each(t, func(t *testing.T, s *server) { s.node(t, nil, "persisted.mjs") })
}

func TestAClientRunsWhatIsStoredForItsKey(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		var key struct{ ID, Secret string }
		made := s.key(t, "create", "--name", "Wall", "--owner", s.Admin.Email, "--scopes", "incidents:read", "--stored-documents-only", "--json")
		if err := json.Unmarshal([]byte(made), &key); err != nil {
			t.Fatal(err)
		}
		manifest := filepath.Join(t.TempDir(), "persisted-query-manifest.json")
		if err := os.WriteFile(manifest, []byte(s.node(t, nil, "stored.mjs", "manifest")), 0o600); err != nil {
			t.Fatal(err)
		}
		s.key(t, "store", key.ID, manifest)
		s.node(t, map[string]string{"OPSKNIGHT_KEY": key.Secret}, "stored.mjs", "run")
	})
}

// key runs `opsknight key` on the server's database.
func (s *server) key(t *testing.T, args ...string) string {
	t.Helper()
	program, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	return run(t, exec.CommandContext(t.Context(), program, append(append([]string{"key"}, args...), s.storage...)...))
}
