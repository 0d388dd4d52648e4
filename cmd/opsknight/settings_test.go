package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

func TestTheSettings(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		b := s.signIn(t)
		const update = `mutation($in: UpdateSettingsInput!) { updateSettings(input: $in) { settings { fallbackUser { name } fallbackTeam { name } etag } } }`
		ben, team := s.user(t, model.Live, "ben@example.com").ID, s.team(t, model.Live).ID
		set := func(in map[string]any) reply { return b.run(t, update, map[string]any{"in": in}) }
		b.run(t, `{ settings { fallbackUser { id } fallbackTeam { id } etag } }`, nil).is(t, map[string]string{"data.settings": `{"etag":"0","fallbackTeam":null,"fallbackUser":null}`})
		set(map[string]any{"fallbackUserId": ben}).is(t, map[string]string{"data.updateSettings.settings.fallbackUser.name": "Ben Okafor"})
		set(map[string]any{"fallbackTeamId": team, "ifMatch": "1"}).is(t, map[string]string{"data.updateSettings.settings.fallbackUser": "null", "data.updateSettings.settings.fallbackTeam.name": "Platform"})
		set(map[string]any{"fallbackTeamId": nil, "ifMatch": "1"}).is(t, map[string]string{"errors.0.extensions.code": "CONFLICT"})
		set(map[string]any{"fallbackUserId": ben, "fallbackTeamId": team}).is(t, map[string]string{"errors.0.extensions.field": "fallbackTeamId"})
		set(map[string]any{"fallbackUserId": s.user(t, model.Test, "ben@example.com").ID}).is(t, map[string]string{"errors.0.extensions.field": "fallbackUserId"})
		s.graphql(t, update, map[string]any{"in": map[string]any{}}).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		s.wantAudit(t, model.Live, "settings", []string{"settings.updated", "settings.updated"})

		alone := s.post(t, "/api/services", `{"name":"Alone"}`).at(t, "data.id")
		got, _ := s.simulate(t, map[string]any{"service": alone, "at": "2024-01-15T10:00:00Z"})
		if len(got) != 1 || !strings.HasPrefix(got[0], "0 fallback, ") {
			t.Errorf("a service without a policy reaches the fallback: %q", got)
		}
		s.send(t, request{method: http.MethodDelete, path: "/api/teams/" + team}).want(t, http.StatusConflict)
	})
}

func TestTheAuditLogIsExported(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		b := s.signIn(t)
		for i := range 120 {
			s.clock.Advance(time.Millisecond)
			s.post(t, "/api/teams", fmt.Sprintf(`{"name":"Team %d"}`, i))
		}
		export := func(path string) reply {
			return s.send(t, request{path: path, key: noKey, header: map[string]string{"Cookie": b.cookie}})
		}
		got := export("/audit-log.ndjson?action=team.created&created_after=2024-01-15").want(t, http.StatusOK)
		lines := strings.Split(strings.TrimSpace(got.body), "\n")
		if len(lines) != 121 || got.header.Get("Content-Type") != "application/x-ndjson" { // the example has one as well
			t.Errorf("%d lines of %s, want 121", len(lines), got.header.Get("Content-Type"))
		}
		last := reply{body: lines[120]}
		last.is(t, map[string]string{"action": "team.created", "object_name": "Team 119", "actor.type": "API_KEY", "changes.name.after": "Team 119", "created_at": "2024-01-15T10:30:00.12Z"})
		sandbox := export("/audit-log.ndjson?environment=TEST").want(t, http.StatusOK)
		if strings.Contains(sandbox.body, "Team 119") || !strings.Contains(sandbox.body, "service.created") {
			t.Errorf("the log of the sandbox is %s", cut(sandbox.body))
		}
		if page := b.run(t, `{ auditLog(filter: {action: ["team.created"]}, first: 1) { totalCount nodes { objectName actor { type } } } }`, nil); page.at(t, "data.auditLog.totalCount") != "121" {
			t.Errorf("the same by GraphQL: %s", page.body)
		}
		s.send(t, request{path: "/audit-log.ndjson"}).want(t, http.StatusForbidden).is(t, map[string]string{"error.code": "FORBIDDEN"}) // by a key
		s.send(t, request{path: "/audit-log.ndjson", key: noKey}).want(t, http.StatusUnauthorized).is(t, map[string]string{"error.code": "UNAUTHORIZED"})
		s.send(t, request{method: "POST", path: "/audit-log.ndjson", body: "{}"}).want(t, http.StatusMethodNotAllowed)
		export("/audit-log.ndjson?colour=red").want(t, http.StatusBadRequest).is(t, map[string]string{"error.details.field": "colour"})
		export("/audit-log.ndjson?created_after=soon").want(t, http.StatusBadRequest).is(t, map[string]string{"error.details.field": "created_after"})
	})
}
