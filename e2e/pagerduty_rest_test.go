package e2e

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/PagerDuty/go-pagerduty"
)

// must ends the test if the client failed.
func must[T any](t *testing.T) func(T, error) T {
	return func(got T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
}

func TestGoPagerDutyResponds(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		id := s.trigger(t, "go-pagerduty-api")
		client, ctx := s.pagerDutyClient(), t.Context()
		listed := func(statuses ...string) (ids []string) {
			t.Helper()
			options := pagerduty.ListIncidentsOptions{Limit: 1, Statuses: statuses, Total: true, SortBy: "created_at:desc"}
			for more := true; more; options.Offset += options.Limit {
				page := must[*pagerduty.ListIncidentsResponse](t)(client.ListIncidentsWithContext(ctx, options))
				if page.Total == 0 && len(page.Incidents) > 0 || len(page.Incidents) > 1 {
					t.Fatalf("a page of one has %d of %d incidents", len(page.Incidents), page.Total)
				}
				for _, inc := range page.Incidents {
					ids = append(ids, inc.ID)
				}
				more = page.More
			}
			return ids
		}
		if ids := listed("triggered", "acknowledged"); len(ids) != 5 || !slices.Contains(ids, id) {
			t.Errorf("triggered or acknowledged are %v, want %s and the example's four", ids, id)
		}
		inc := must[*pagerduty.Incident](t)(client.GetIncidentWithContext(ctx, id))
		if inc.Title != "Payments fail" || inc.Status != "triggered" || inc.Urgency != "high" || inc.IncidentKey != "go-pagerduty-api" || inc.Service.Summary != "Payment API" || inc.AlertCounts.All != 1 {
			t.Errorf("the incident is %+v", inc)
		}
		manage := func(o pagerduty.ManageIncidentsOptions) pagerduty.Incident {
			t.Helper()
			o.ID = id
			changed := must[*pagerduty.ListIncidentsResponse](t)(client.ManageIncidentsWithContext(ctx, "alice@example.com", []pagerduty.ManageIncidentsOptions{o}))
			return changed.Incidents[0]
		}
		if got := manage(pagerduty.ManageIncidentsOptions{Status: "acknowledged"}); got.Status != "acknowledged" || len(got.Acknowledgements) != 1 || got.Acknowledgements[0].Acknowledger.Summary != "Demo" {
			t.Errorf("acknowledged, it is %+v", got)
		}
		s.is(t, "go-pagerduty-api", "ACKNOWLEDGED", 1)
		if ids := listed("triggered"); slices.Contains(ids, id) {
			t.Error("acknowledged, it is listed as triggered")
		}

		note := must[*pagerduty.IncidentNote](t)(client.CreateIncidentNoteWithContext(ctx, id, pagerduty.IncidentNote{Content: "By go-pagerduty", User: pagerduty.APIObject{Summary: "alice@example.com"}}))
		notes := must[[]pagerduty.IncidentNote](t)(client.ListIncidentNotesWithContext(ctx, id))
		if len(notes) != 1 || notes[0] != *note || note.Content != "By go-pagerduty" {
			t.Errorf("the notes are %+v, want %+v", notes, note)
		}
		alerts := must[*pagerduty.ListAlertsResponse](t)(client.ListIncidentAlertsWithContext(ctx, id, pagerduty.ListIncidentAlertsOptions{Total: true})).Alerts
		if len(alerts) != 1 || alerts[0].AlertKey != "go-pagerduty-api" || alerts[0].Severity != "critical" || alerts[0].Status != "triggered" {
			t.Errorf("the alerts are %+v", alerts)
		}
		if one := must[*pagerduty.IncidentAlertResponse](t)(client.GetIncidentAlertWithContext(ctx, id, alerts[0].ID)); one.IncidentAlert.Summary != "Payments fail" {
			t.Errorf("the alert is %+v", one.IncidentAlert)
		}
		snoozed := must[*pagerduty.Incident](t)(client.SnoozeIncidentWithContext(ctx, id, 3600))
		if snoozed.Status != "acknowledged" || len(snoozed.PendingActions) != 1 || snoozed.PendingActions[0].Type != "unacknowledge" {
			t.Errorf("snoozed, it is %+v", snoozed)
		}
		if got := manage(pagerduty.ManageIncidentsOptions{Status: "resolved", Resolution: "Rolled back."}); got.Status != "resolved" || got.ResolvedAt == "" {
			t.Errorf("resolved, it is %+v", got)
		}
		s.is(t, "go-pagerduty-api", "RESOLVED", 1)
		entries := must[*pagerduty.ListIncidentLogEntriesResponse](t)(client.ListIncidentLogEntriesWithContext(ctx, id, pagerduty.ListIncidentLogEntriesOptions{Limit: 100})).LogEntries
		var types []string
		for _, entry := range entries {
			types = append(types, entry.Type)
		}
		for _, want := range []string{"trigger_log_entry", "acknowledge_log_entry", "annotate_log_entry", "snooze_log_entry", "resolve_log_entry"} {
			if !slices.Contains(types, want) {
				t.Errorf("there is no %s in %v", want, types)
			}
		}
		if entry := must[*pagerduty.LogEntry](t)(client.GetLogEntryWithContext(ctx, entries[0].ID, pagerduty.GetLogEntryOptions{})); entry.Type != entries[0].Type {
			t.Errorf("the log entry is %+v", entry)
		}

		service := must[*pagerduty.ListServiceResponse](t)(client.ListServicesWithContext(ctx, pagerduty.ListServiceOptions{Query: "payment"})).Services[0]
		made := must[*pagerduty.Incident](t)(client.CreateIncidentWithContext(ctx, "alice@example.com", &pagerduty.CreateIncidentOptions{
			Title: "Opened by go-pagerduty", Service: &pagerduty.APIReference{ID: service.ID, Type: "service_reference"}, Urgency: "low", IncidentKey: "opened",
			Priority: &pagerduty.APIReference{ID: "P2", Type: "priority_reference"}, Body: &pagerduty.APIDetails{Type: "incident_body", Details: "Details"},
		}))
		if made.Title != "Opened by go-pagerduty" || made.Urgency != "low" || made.Priority.Name != "P2" || made.Body.Details != "Details" {
			t.Errorf("made, it is %+v", made)
		}
		if merged := must[*pagerduty.Incident](t)(client.MergeIncidentsWithContext(ctx, "alice@example.com", made.ID, []pagerduty.MergeIncidentsOptions{{ID: id, Type: "incident_reference"}})); merged.ID != made.ID {
			t.Errorf("merged, it is %+v", merged)
		}
	})
}

func TestGoPagerDutyFindsWhoIsOnCall(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		client, ctx := s.pagerDutyClient(), t.Context()
		me := must[*pagerduty.User](t)(client.GetCurrentUserWithContext(ctx, pagerduty.GetCurrentUserOptions{}))
		if me.Email != s.Admin.Email || me.Role != "admin" || len(me.Teams) != 1 {
			t.Errorf("I am %+v", me)
		}
		users := must[*pagerduty.ListUsersResponse](t)(client.ListUsersWithContext(ctx, pagerduty.ListUsersOptions{})).Users
		if len(users) != 3 || users[0].Name != "Alice Smith" {
			t.Errorf("the users are %+v", users)
		}
		if one := must[*pagerduty.User](t)(client.GetUserWithContext(ctx, users[1].ID, pagerduty.GetUserOptions{})); one.Email != users[1].Email {
			t.Errorf("the user is %+v", one)
		}
		teams := must[*pagerduty.ListTeamResponse](t)(client.ListTeamsWithContext(ctx, pagerduty.ListTeamOptions{Query: "plat"})).Teams
		if len(teams) != 1 || teams[0].Name != "Platform" {
			t.Fatalf("the teams are %+v", teams)
		}
		if members := must[*pagerduty.ListTeamMembersResponse](t)(client.ListTeamMembers(ctx, teams[0].ID, pagerduty.ListTeamMembersOptions{})).Members; len(members) != 3 || members[0].Role != "manager" {
			t.Errorf("the members are %+v", members)
		}
		services := must[*pagerduty.ListServiceResponse](t)(client.ListServicesWithContext(ctx, pagerduty.ListServiceOptions{Includes: []string{"integrations"}})).Services
		if len(services) != 2 || services[1].Name != "Payment API" || services[1].Integrations[0].IntegrationKey != s.RoutingKeys["payment-api"] || services[1].EscalationPolicy.Summary != "Payment API" {
			t.Errorf("the services are %+v", services)
		}
		policies := must[*pagerduty.ListEscalationPoliciesResponse](t)(client.ListEscalationPoliciesWithContext(ctx, pagerduty.ListEscalationPoliciesOptions{})).EscalationPolicies
		if len(policies) != 2 || policies[1].EscalationRules[0].Delay != 15 || policies[1].EscalationRules[0].Targets[0].Type != "schedule_reference" {
			t.Errorf("the policies are %+v", policies)
		}
		schedules := must[*pagerduty.ListSchedulesResponse](t)(client.ListSchedulesWithContext(ctx, pagerduty.ListSchedulesOptions{})).Schedules
		if len(schedules) != 1 || schedules[0].TimeZone != "Europe/London" || len(schedules[0].Users) != 2 {
			t.Fatalf("the schedules are %+v", schedules)
		}
		now := time.Now().UTC()
		schedule := must[*pagerduty.Schedule](t)(client.GetScheduleWithContext(ctx, schedules[0].ID, pagerduty.GetScheduleOptions{Since: now.Format(time.RFC3339), Until: now.Add(time.Hour).Format(time.RFC3339)}))
		if len(schedule.ScheduleLayers) != 1 || len(schedule.FinalSchedule.RenderedScheduleEntries) == 0 {
			t.Fatalf("the schedule is %+v", schedule)
		}
		onCalls := must[*pagerduty.ListOnCallsResponse](t)(client.ListOnCallsWithContext(ctx, pagerduty.ListOnCallOptions{ScheduleIDs: []string{schedule.ID}, Includes: []string{"users"}})).OnCalls
		if len(onCalls) != 2 || onCalls[0].EscalationLevel != 1 || onCalls[0].Schedule.ID != schedule.ID || onCalls[0].User.Email == "" ||
			onCalls[0].User.ID != schedule.FinalSchedule.RenderedScheduleEntries[0].User.ID || onCalls[0].Start >= now.Format(time.RFC3339) || onCalls[0].End <= now.Format(time.RFC3339) {
			t.Errorf("on call are %+v", onCalls)
		}
		if listed := must[[]pagerduty.User](t)(client.ListOnCallUsersWithContext(ctx, schedule.ID, pagerduty.ListOnCallUsersOptions{Since: now.Format(time.RFC3339), Until: now.Add(time.Minute).Format(time.RFC3339)})); len(listed) != 1 || listed[0].ID != onCalls[0].User.ID {
			t.Errorf("on call by the schedule are %+v", listed)
		}
	})
}

func TestGoPagerDutyKnowsOurErrors(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		client, ctx := s.pagerDutyClient(), t.Context()
		failed := func(err error, status, code int) pagerduty.APIError {
			t.Helper()
			var shown pagerduty.APIError
			if !errors.As(err, &shown) || shown.StatusCode != status || !shown.APIError.Valid || shown.APIError.ErrorObject.Code != code || len(shown.APIError.ErrorObject.Errors) == 0 {
				t.Errorf("the error is %v, want %d with the code %d", err, status, code)
			}
			return shown
		}
		_, err := client.GetIncidentWithContext(ctx, "PT4KHLK")
		if shown := failed(err, http.StatusNotFound, 2100); !shown.NotFound() || shown.Temporary() || shown.RateLimited() {
			t.Error("it is not known as what is not found")
		}
		_, err = client.ListIncidentsWithContext(ctx, pagerduty.ListIncidentsOptions{Statuses: []string{"open"}})
		_ = failed(err, http.StatusBadRequest, 1003)
		resolved := s.trigger(t, "go-pagerduty-errors")
		for _, status := range []string{"resolved", "acknowledged"} {
			_, err = client.ManageIncidentsWithContext(ctx, "alice@example.com", []pagerduty.ManageIncidentsOptions{{ID: resolved, Status: status}})
		}
		_ = failed(err, http.StatusBadRequest, 1001)
		_ = failed(client.TestAbilityWithContext(ctx, "sso"), http.StatusPaymentRequired, 2014)
		if err := client.TestAbilityWithContext(ctx, "teams"); err != nil {
			t.Error(err)
		}
		client = pagerduty.NewClient("y_NbAkKc66ryYTWUXYEu", pagerduty.WithAPIEndpoint(s.url+"/pagerduty"))
		client.HTTPClient = s.client
		_, err = client.ListUsersWithContext(ctx, pagerduty.ListUsersOptions{})
		_ = failed(err, http.StatusUnauthorized, 2006)
	})
}
