package main

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/model"
)

// change is a mutation of what people set up, and what the audit log says of it.
type change struct {
	mutation string // its name and input; $name is what an earlier one has kept
	selects  string
	keeps    map[string]string // name to path below the payload
	logs     []string
}

// changes walk through the mutations in an order in which each succeeds.
var everyChange = []change{
	{`createUser(input: {name: "Dana", email: "dana@example.com"})`, `user { id }`, map[string]string{"dana": "user.id"}, []string{"user.created"}},
	{`updateUser(input: {id: "$dana", timeZone: "Asia/Kathmandu"})`, `user { id }`, nil, []string{"user.updated"}},
	{`setNotificationRules(input: {userId: "$dana", rules: [{channel: INBOX}]})`, `user { id }`, nil, []string{"user.notification_rules_set"}},
	{`createTeam(input: {name: "Data", members: [{userId: "$ben", role: OWNER}]})`, `team { id }`, map[string]string{"team": "team.id"}, []string{"team.created", "team.member_added"}},
	{`updateTeam(input: {id: "$team", description: "Reports."})`, `team { id }`, nil, []string{"team.updated"}},
	{`addTeamMember(input: {teamId: "$team", userId: "$dana"})`, `team { id }`, nil, []string{"team.member_added"}},
	{`updateTeamMember(input: {teamId: "$team", userId: "$dana", role: ADMIN})`, `team { id }`, nil, []string{"team.member_updated"}},
	{`removeTeamMember(input: {teamId: "$team", userId: "$dana"})`, `team { id }`, nil, []string{"team.member_removed"}},
	{`createSchedule(input: {name: "Data", timeZone: "UTC"})`, `schedule { id }`, map[string]string{"schedule": "schedule.id"}, []string{"schedule.created"}},
	{`updateSchedule(input: {id: "$schedule", timeZone: "Asia/Tokyo"})`, `schedule { id }`, nil, []string{"schedule.updated"}},
	{`addScheduleLayer(input: {scheduleId: "$schedule", layer: {users: ["$dana"], rotation: {unit: DAYS}}})`, `layer { id }`, map[string]string{"layer": "layer.id"}, []string{"schedule.layer_added"}},
	{`updateScheduleLayer(input: {scheduleId: "$schedule", layerId: "$layer", priority: 2})`, `layer { id }`, nil, []string{"schedule.layer_updated"}},
	{`createOverride(input: {scheduleId: "$schedule", userId: "$dana", start: "2024-02-01T00:00:00Z", end: "2024-02-02T00:00:00Z"})`, `override { id }`, map[string]string{"override": "override.id"}, []string{"schedule.override_created"}},
	{`updateOverride(input: {scheduleId: "$schedule", overrideId: "$override", userId: "$ben"})`, `override { id }`, nil, []string{"schedule.override_updated"}},
	{`deleteOverride(input: {scheduleId: "$schedule", overrideId: "$override"})`, `deletedId`, nil, []string{"schedule.override_deleted"}},
	{`createEscalationPolicy(input: {name: "Data", steps: [{targets: [{type: SCHEDULE, id: "$schedule"}]}]})`, `escalationPolicy { id }`, map[string]string{"policy": "escalationPolicy.id"}, []string{"escalation_policy.created"}},
	{`updateEscalationPolicy(input: {id: "$policy", repeatCount: 2})`, `escalationPolicy { id }`, nil, []string{"escalation_policy.updated"}},
	{`createService(input: {name: "Data", teamId: "$team", escalationPolicyId: "$policy"})`, `service { id }`, map[string]string{"service": "service.id"}, []string{"service.created"}},
	{`updateService(input: {id: "$service", ackTargetMinutes: 5, escalationPolicyId: null, teamId: null})`, `service { id }`, nil, []string{"service.updated"}},
	{`createIntegration(input: {serviceId: "$service", name: "Monitoring"})`, `integration { id }`, map[string]string{"integration": "integration.id"}, []string{"integration.created"}},
	{`updateIntegration(input: {id: "$integration", name: "Metrics"})`, `integration { id }`, nil, []string{"integration.updated"}},
	{`rotateIntegrationKey(input: {id: "$integration"})`, `integration { id }`, nil, []string{"integration.key_rotated"}},
	{`deleteIntegration(input: {id: "$integration"})`, `deletedId`, nil, []string{"integration.deleted"}},
	{`createMaintenanceWindow(input: {serviceId: "$service", end: "2024-01-16T00:00:00Z"})`, `maintenanceWindow { id }`, map[string]string{"window": "maintenanceWindow.id"}, []string{"maintenance_window.created"}},
	{`updateMaintenanceWindow(input: {id: "$window", description: "New disks."})`, `maintenanceWindow { id }`, nil, []string{"maintenance_window.updated"}},
	{`deleteMaintenanceWindow(input: {id: "$window"})`, `deletedId`, nil, []string{"maintenance_window.deleted"}},
	{`deleteService(input: {id: "$service"})`, `deletedId`, nil, []string{"service.deleted"}},
	{`deleteEscalationPolicy(input: {id: "$policy"})`, `deletedId`, nil, []string{"escalation_policy.deleted"}},
	{`createCalendarFeed(input: {scheduleId: "$schedule"})`, `calendarFeed { id }`, map[string]string{"feed": "calendarFeed.id"}, []string{"calendar_feed.created"}},
	{`revokeCalendarFeed(input: {id: "$feed"})`, `revokedId`, nil, []string{"calendar_feed.revoked"}},
	{`removeScheduleLayer(input: {scheduleId: "$schedule", layerId: "$layer"})`, `schedule { id }`, nil, []string{"schedule.layer_removed"}},
	{`deleteSchedule(input: {id: "$schedule"})`, `deletedId`, nil, []string{"schedule.deleted"}},
	{`deleteTeam(input: {id: "$team"})`, `deletedId`, nil, []string{"team.deleted"}},
	{`createApiKey(input: {name: "Reports", scopes: ["incidents:read"], ownerId: "$dana"})`, `apiKey { id }`, map[string]string{"key": "apiKey.id"}, []string{"api_key.created"}},
	{`revokeApiKey(input: {id: "$key"})`, `apiKey { id }`, nil, []string{"api_key.revoked"}},
	{`revokeApiKey(input: {id: "$key"})`, `apiKey { id }`, nil, nil}, // again: nothing changes
	{`createApiKey(input: {name: "Wall", scopes: ["incidents:read"], storedDocumentsOnly: true})`, `apiKey { id }`, map[string]string{"wall": "apiKey.id"}, []string{"api_key.created"}},
	{`storeDocuments(input: {apiKeyId: "$wall", documents: ["{viewer{name}}"]})`, `storedDocuments { sha256Hash }`, map[string]string{"document": "storedDocuments.0.sha256Hash"}, []string{"api_key.documents_stored"}},
	{`storeDocuments(input: {apiKeyId: "$wall", documents: ["{viewer{name}}"]})`, `apiKey { id }`, nil, nil}, // again: nothing changes
	{`removeStoredDocuments(input: {apiKeyId: "$wall", sha256Hashes: ["$document"]})`, `removedHashes`, nil, []string{"api_key.documents_removed"}},
	{`removeStoredDocuments(input: {apiKeyId: "$wall", sha256Hashes: ["$document"]})`, `removedHashes`, nil, nil}, // again
	{`createApiKey(input: {name: "Left", scopes: ["incidents:read"], ownerId: "$dana"})`, `apiKey { id }`, nil, []string{"api_key.created"}},
	{`deleteUser(input: {id: "$dana"})`, `deletedId`, nil, []string{"api_key.revoked", "user.deleted"}},
	{`updateSettings(input: {fallbackUserId: "$ben"})`, `settings { etag }`, nil, []string{"settings.updated"}},
	{`inviteUser(input: {name: "Eve", email: "eve@example.com"})`, `token`, map[string]string{"invitation": "token"}, []string{"user.created", "user.invited"}},
	{`createWebhook(input: {url: "https://hooks.example.com/opsknight", events: [INCIDENT_TRIGGERED]})`, `webhook { id }`, map[string]string{"webhook": "webhook.id"}, []string{"webhook.created"}},
	{`updateWebhook(input: {id: "$webhook", name: "Reports"})`, `webhook { id }`, nil, []string{"webhook.updated"}},
	{`rotateWebhookSecret(input: {id: "$webhook"})`, `webhook { id }`, nil, []string{"webhook.secret_rotated"}},
	{`pingWebhook(input: {id: "$webhook"})`, `delivery { id }`, map[string]string{"ping": "delivery.id"}, nil},
	{`redeliverWebhookDelivery(input: {id: "$ping"})`, `delivery { id }`, nil, nil}, // it is about to be sent
	{`recoverWebhook(input: {id: "$webhook", since: "2024-01-01T00:00:00Z"})`, `webhook { id }`, nil, []string{"webhook.recovered"}},
	{`enableWebhook(input: {id: "$webhook"})`, `webhook { id }`, nil, nil}, // it is enabled
	{`deleteWebhook(input: {id: "$webhook"})`, `deletedId`, nil, []string{"webhook.deleted"}},
	{`createSavedView(input: {name: "Mine", filter: {q: "disk"}})`, `savedView { id }`, map[string]string{"view": "savedView.id"}, nil}, // nobody else sees it
	{`updateSavedView(input: {id: "$view", filter: {urgency: [HIGH]}, name: "Urgent"})`, `savedView { id }`, nil, nil},
	{`updateSavedView(input: {id: "$view", shared: true})`, `savedView { id }`, nil, []string{"saved_view.shared"}},
	{`updateSavedView(input: {id: "$view", orderBy: {field: URGENCY}})`, `savedView { id }`, nil, []string{"saved_view.updated"}},
	{`updateSavedView(input: {id: "$view", orderBy: {field: URGENCY}})`, `savedView { id }`, nil, nil}, // again: nothing changes
	{`updateSavedView(input: {id: "$view", shared: false})`, `savedView { id }`, nil, []string{"saved_view.unshared"}},
	{`deleteSavedView(input: {id: "$view"})`, `deletedId`, nil, nil},
	{`createSavedView(input: {name: "Ours", filter: {}, shared: true})`, `savedView { id }`, map[string]string{"shared": "savedView.id"}, []string{"saved_view.created"}},
	{`deleteSavedView(input: {id: "$shared"})`, `deletedId`, nil, []string{"saved_view.deleted"}},
	{`createIncident(input: {title: "Wrong", serviceId: "$checkout"})`, `incident { id }`, map[string]string{"incident": "incident.id"}, nil},
	{`deleteIncident(input: {id: "$incident"})`, `deletedId`, nil, []string{"incident.deleted"}},
	{`changePassword(input: {currentPassword: "$password", newPassword: "a new long password"})`, `viewer { id }`, nil, []string{"user.password_changed"}},
	{`requestPasswordReset(input: {email: "alice@example.com"})`, `accepted`, nil, nil},
	{`resetPassword(input: {token: "$reset", newPassword: "another long password"})`, `viewer { id }`, nil, []string{"user.password_reset"}},
	{`acceptInvitation(input: {token: "$invitation", password: "correct horse battery"})`, `viewer { id }`, nil, []string{"user.invitation_accepted"}},
}

// notLogged are the mutations that change nothing that people set up, and
// createFirstAdmin, which is tested on an empty server.
var notLogged = []string{
	"sendEvent", "sendChangeEvent", "updateIncident", "acknowledgeIncident", "unacknowledgeIncident", "resolveIncident", "reopenIncident", "snoozeIncident",
	"suppressIncident", "assignIncident", "addIncidentNote", "acknowledgeIncidents", "resolveIncidents", "updateIncidents", "mergeIncidents", "escalateIncident", // they have the timeline
	"markNotificationsRead",
	"signIn", "signOut", "createFirstAdmin",
}

// TestEveryChangeIsLogged walks through the mutations, signed in as the administrator, and
// compares what each has logged.
func TestEveryChangeIsLogged(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		b := s.signIn(t)
		known := map[string]string{"password": s.Admin.Password, "ben": s.user(t, model.Live, "ben@example.com").ID, "checkout": s.service(t, model.Live, "checkout").ID}
		walked := slices.Clone(notLogged)
		for _, c := range everyChange {
			name, _, _ := strings.Cut(c.mutation, "(")
			walked = append(walked, name)
			if name == "requestPasswordReset" { // as the mail would
				known["reset"] = s.resetToken(t)
			}
			mutation := c.mutation
			for of, value := range known {
				mutation = strings.ReplaceAll(mutation, "$"+of+`"`, value+`"`)
			}
			s.clock.Advance(time.Second)
			before := s.logged(t)
			got := b.run(t, "mutation { "+mutation+" { "+c.selects+" clientMutationId } }", nil)
			if got.at(t, "errors") != "absent" && name != "requestPasswordReset" { // this server sends no mail
				t.Fatalf("%s answered %s", mutation, got.body)
			}
			for of, path := range c.keeps {
				known[of] = got.at(t, "data."+name+"."+path)
			}
			var actions []string
			for _, entry := range s.logged(t)[len(before):] {
				actions = append(actions, entry.Action)
				if entry.RequestID != got.header.Get("X-Request-ID") || entry.ObjectName == "" {
					t.Errorf("%s is logged as %+v, of the request %s", name, entry, got.header.Get("X-Request-ID"))
				}
			}
			if !slices.Equal(actions, c.logs) {
				t.Errorf("%s: logged %v, want %v", mutation, actions, c.logs)
			}
		}
		for _, field := range s.introspect(t).types["Mutation"].Fields {
			if !slices.Contains(walked, field.Name) {
				t.Errorf("%s is not among the changes: add it, with what it logs", field.Name)
			}
		}
		for _, entry := range s.logged(t) {
			for _, secret := range []string{known["invitation"], known["reset"], "a new long password"} {
				if strings.Contains(string(entry.Changes), secret) {
					t.Errorf("%s shows a secret: %s", entry.Action, entry.Changes)
				}
			}
		}
	})
}

// resetToken makes the token of a link to choose a new password.
func (s *testServer) resetToken(t *testing.T) string {
	t.Helper()
	letters := account.Letters{URL: "https://opsknight.example.com"}
	write(t, s, model.Live, func(ctx context.Context, tx db.Tx, _ model.Actor) (any, error) {
		return nil, account.RequestPasswordReset(ctx, tx, letters, "alice@example.com")
	})
	return s.passwordToken(t, "alice@example.com")
}

// logged returns the audit log of LIVE, the oldest first.
func (s *testServer) logged(t *testing.T) []*model.AuditEntry {
	t.Helper()
	var all []*model.AuditEntry
	for {
		most, offset := model.MaxPage, len(all)
		found, err := db.AuditLog(t.Context(), s.db.In(model.Live), model.AuditFilter{}, db.Oldest, model.Page{First: &most, Offset: &offset})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found.Nodes...)
		if len(found.Nodes) < most {
			return all
		}
	}
}
