package engine_test

import (
	"context"
	"maps"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/model"
)

func TestAnIncidentIsTakenToPeopleStepByStep(t *testing.T) {
	for _, tt := range []struct {
		name, steps, fallback string
		repeats, minutes      int
		want                  []string
	}{
		{
			"each step waits for the one before", "5 Ann; 15 Cho", "", 0, 60,
			[]string{"0 escalated 1 Ann", "5 escalated 2 Cho", "20 escalation_exhausted fallback (nobody was reached, and the settings name no fallback)"},
		},
		{
			"the steps are gone through again, and then the fallback is told", "5 Ann; 15 Cho", "Ben", 1, 60,
			[]string{"0 escalated 1 Ann", "5 escalated 2 Cho", "20 escalated 1 Ann", "25 escalated 2 Cho", "40 escalation_exhausted fallback Ben"},
		},
		{
			"who is in several targets of a step is told once", "5 Ann Ops", "Cho", 0, 10,
			[]string{"0 escalated 1 Ann Ben", "5 escalation_exhausted fallback Cho"},
		},
		{
			"a step that reaches nobody is told of, and the next one is due at once", "5 Dis Nobody Later; 15 Cho", "Ben", 0, 20,
			[]string{
				"0 escalation_skipped 1 (Dis is disabled) (no active members in Nobody) (nobody on call in Later; next shift 2024-01-16 09:00 GMT)",
				"0 escalated 2 Cho", "15 escalation_exhausted fallback Ben",
			},
		},
		{
			"a pass that reaches nobody tells the fallback, and the next one waits", "5 Dis; 15 Dis", "Ben", 1, 60,
			[]string{
				"0 escalation_skipped 1 (Dis is disabled)", "0 escalation_skipped 2 (Dis is disabled)", "0 escalated fallback Ben",
				"15 escalation_skipped 1 (Dis is disabled)", "15 escalation_skipped 2 (Dis is disabled)", "15 escalated fallback Ben",
				"30 escalation_exhausted fallback Ben",
			},
		},
		{
			"without a policy the fallback is told", "", "Ben", 0, 60,
			[]string{"0 escalated fallback Ben"},
		},
		{
			"without a policy and a fallback the timeline says so", "", "", 0, 60,
			[]string{"0 escalation_skipped fallback (nobody was reached, and the settings name no fallback)"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			eachWorld(t, func(w *world) {
				w.schedule("Later", "Cho", time.Date(2024, 1, 16, 9, 0, 0, 0, time.UTC))
				w.service("Payments", tt.steps, tt.repeats)
				if tt.fallback != "" {
					w.fallback(tt.fallback)
				}
				id := w.open("Payments")
				w.run(tt.minutes)
				w.want(id, tt.want...)
			})
		})
	}
}

func TestWhoIsReachedFirstHasTheIncident(t *testing.T) {
	eachWorld(t, func(w *world) {
		w.service("Payments", "5 Dis; 5 Cho; 5 Ann", 0)
		id := w.open("Payments")
		w.run(10)
		inc, err := db.Incident(t.Context(), w.env, id)
		if err != nil {
			t.Fatal(err)
		}
		if inc.AssigneeID == nil || *inc.AssigneeID != w.ids["Cho"] {
			t.Errorf("assigned to %v, want Cho", inc.AssigneeID)
		}
		if got, want := w.pages(id), map[string]int{"Cho INBOX": 1, "Cho EMAIL": 1, "Ann INBOX": 1, "Ann EMAIL": 1}; !maps.Equal(got, want) {
			t.Errorf("written %v, want %v", got, want)
		}
	})
}

func TestTheInboxAloneDoesNotReach(t *testing.T) {
	eachWorld(t, func(w *world) {
		w.rules("Ann", model.ChannelInbox)
		w.service("Payments", "5 Ann; 5 Ben", 0)
		id := w.open("Payments")
		w.run(0)
		w.want(id, "0 escalation_skipped 1 (Ann has no rule for this urgency that reaches further than the inbox)", "0 escalated 2 Ben")
	})
}

func TestInTESTNothingIsSent(t *testing.T) {
	eachWorldOf(t, model.Test, func(w *world) {
		w.rules("Ann", model.ChannelInbox)
		w.service("Payments", "5 Ann; 5 Ben", 0)
		id := w.open("Payments")
		w.run(5)
		w.want(id, "0 escalated 1 Ann", "5 escalated 2 Ben")
		inc, err := db.Incident(t.Context(), w.env, id)
		if err != nil {
			t.Fatal(err)
		}
		found, err := db.IncidentNotifications(t.Context(), w.env, inc, db.Oldest, model.Page{})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range found.Nodes {
			if n.Status != model.NotificationSuppressed || n.NextAttemptAt != nil {
				t.Errorf("the notification by %s is %s, due %v", n.Channel, n.Status, n.NextAttemptAt)
			}
		}
		if len(found.Nodes) != 3 {
			t.Errorf("%d notifications are kept, want the two of the inbox and an e-mail", len(found.Nodes))
		}
	})
}

// change is something that somebody does with an incident.
type change = func(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Incident, error)

func (w *world) do(id string, what change) *model.Incident {
	w.t.Helper()
	return write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.Incident, error) {
		return what(ctx, tx, by, id)
	})
}

func snooze(minutes int) change {
	return func(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Incident, error) {
		return incident.Snooze(ctx, tx, by, id, &minutes, nil)
	}
}

func resolve(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Incident, error) {
	return incident.Resolve(ctx, tx, by, id, nil)
}

func TestOnlyAnOpenIncidentEscalates(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   []change // one every 3 minutes, before the first step is over
		want []string
	}{
		{"acknowledged", []change{incident.Acknowledge}, []string{"3 acknowledged"}},
		{"resolved", []change{resolve}, []string{"3 resolved"}},
		{"suppressed", []change{incident.Suppress}, []string{"3 suppressed"}},
		{"snoozed, it wakes and begins with the first step", []change{snooze(10)}, []string{"3 snoozed", "13 unsnoozed", "13 escalated 1 Ann", "18 escalated 2 Cho"}},
		{"un-acknowledged, it begins with the first step", []change{incident.Acknowledge, incident.Unacknowledge}, []string{"3 acknowledged", "6 unacknowledged", "6 escalated 1 Ann", "11 escalated 2 Cho"}},
		{"reopened, it begins with the first step", []change{resolve, incident.Reopen}, []string{"3 resolved", "6 reopened", "6 escalated 1 Ann", "11 escalated 2 Cho"}},
		{"snoozed and acknowledged, it does not wake", []change{snooze(10), incident.Acknowledge}, []string{"3 snoozed", "6 acknowledged"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			eachWorld(t, func(w *world) {
				w.service("Payments", "5 Ann; 60 Cho", 0)
				id := w.open("Payments")
				for _, what := range tt.do {
					w.run(3)
					w.do(id, what)
				}
				w.run(20)
				w.want(id, append([]string{"0 escalated 1 Ann"}, tt.want...)...)
			})
		})
	}
}
