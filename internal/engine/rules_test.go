package engine_test

import (
	"context"
	"maps"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/model"
)

func TestAnAcknowledgementTimesOut(t *testing.T) {
	eachWorld(t, func(w *world) {
		w.service("Payments", "60 Ann; 60 Cho", 0)
		write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.Service, error) {
			minutes := 10
			return account.UpdateService(ctx, tx, by, model.UpdateServiceInput{ID: w.ids["Payments"], AckTimeoutMinutes: graphql.OmittableOf(&minutes)})
		})
		id := w.open("Payments")
		w.run(5)
		w.do(id, incident.Acknowledge)
		w.run(5)
		w.do(id, incident.Acknowledge) // again: it changes nothing
		w.run(20)
		w.want(id, "0 escalated 1 Ann", "5 acknowledged", "15 unacknowledged", "15 escalated 1 Ann")
	})
}

// maintenance plans work on a service between two minutes.
func (w *world) maintenance(service string, from, until int) string {
	return write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (string, error) {
		start := w.began.Add(time.Duration(from) * time.Minute)
		window, _, err := account.CreateMaintenanceWindow(ctx, tx, by, model.CreateMaintenanceWindowInput{
			ServiceID: w.ids[service], Start: &start, End: w.began.Add(time.Duration(until) * time.Minute),
		})
		if err != nil {
			return "", err
		}
		return window.ID, nil
	})
}

// endMaintenance moves the end of a window to a minute.
func (w *world) endMaintenance(window string, until int) {
	write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.MaintenanceWindow, error) {
		end := w.began.Add(time.Duration(until) * time.Minute)
		return account.UpdateMaintenanceWindow(ctx, tx, by, model.UpdateMaintenanceWindowInput{ID: window, End: &end})
	})
}

func TestMaintenanceHoldsIncidentsUp(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(w *world) string
		want []string
	}{
		{
			"what opens in a window is suppressed until it ends",
			func(w *world) string {
				w.maintenance("Payments", 0, 30)
				w.run(1)
				return w.open("Payments")
			},
			[]string{"1 suppressed", "30 unsuppressed", "30 escalated 1 Ann", "35 escalated 2 Cho", "40 escalation_exhausted fallback Ben"},
		},
		{
			"an escalation waits for the end of a window, and goes on where it was",
			func(w *world) string {
				w.maintenance("Payments", 3, 30)
				id := w.open("Payments")
				w.run(1)
				return id
			},
			[]string{"0 escalated 1 Ann", "30 escalated 2 Cho", "35 escalation_exhausted fallback Ben"},
		},
		{
			"a window that follows another at once holds up as well",
			func(w *world) string {
				w.maintenance("Payments", 0, 10)
				w.maintenance("Payments", 10, 20)
				w.run(1)
				return w.open("Payments")
			},
			[]string{"1 suppressed", "20 unsuppressed", "20 escalated 1 Ann", "25 escalated 2 Cho", "30 escalation_exhausted fallback Ben"},
		},
		{
			"a window that ends earlier than planned lets go at once",
			func(w *world) string {
				window := w.maintenance("Payments", 0, 30)
				w.run(1)
				id := w.open("Payments")
				w.run(9)
				w.endMaintenance(window, 10)
				return id
			},
			[]string{"1 suppressed", "10 unsuppressed", "10 escalated 1 Ann", "15 escalated 2 Cho", "20 escalation_exhausted fallback Ben"},
		},
		{
			"an escalation that waits goes on when the window ends earlier",
			func(w *world) string {
				window := w.maintenance("Payments", 3, 30)
				id := w.open("Payments")
				w.run(10)
				w.endMaintenance(window, 10)
				return id
			},
			[]string{"0 escalated 1 Ann", "10 escalated 2 Cho", "15 escalation_exhausted fallback Ben"},
		},
		{
			"a window that is made longer holds on",
			func(w *world) string {
				window := w.maintenance("Payments", 0, 30)
				w.run(1)
				id := w.open("Payments")
				w.run(9)
				w.endMaintenance(window, 40)
				return id
			},
			[]string{"1 suppressed", "40 unsuppressed", "40 escalated 1 Ann", "45 escalated 2 Cho", "50 escalation_exhausted fallback Ben"},
		},
		{
			"what somebody has suppressed stays so when a window ends",
			func(w *world) string {
				w.maintenance("Payments", 3, 10)
				id := w.open("Payments")
				w.run(1)
				w.do(id, incident.Suppress)
				return id
			},
			[]string{"0 escalated 1 Ann", "1 suppressed"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			eachWorld(t, func(w *world) {
				w.service("Payments", "5 Ann; 5 Cho", 0)
				w.fallback("Ben")
				id := tt.do(w)
				w.run(60)
				w.want(id, tt.want...)
			})
		})
	}
}

func TestThePolicyIsThatOfTheStart(t *testing.T) {
	eachWorld(t, func(w *world) {
		w.service("Payments", "5 Ann; 5 Ops; 5 Cho", 0)
		id := w.open("Payments")
		w.run(1)
		write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.EscalationPolicy, error) {
			return account.UpdateEscalationPolicy(ctx, tx, by, model.UpdateEscalationPolicyInput{ID: w.ids["Payments policy"], Steps: w.steps("1 Cho")})
		})
		write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.Team, error) {
			return account.RemoveTeamMember(ctx, tx, by, w.ids["Ops"], w.ids["Ann"])
		})
		w.run(20)
		// The steps stay; who is in a team is looked up when its step runs.
		w.want(id, "0 escalated 1 Ann", "5 escalated 2 Ben", "10 escalated 3 Cho",
			"15 escalation_exhausted fallback (nobody was reached, and the settings name no fallback)")
		w.do(id, resolve)
		w.do(id, incident.Reopen)
		w.run(0)
		got := w.timeline(id)
		if last := got[len(got)-1]; last != "21 escalated 1 Cho" {
			t.Errorf("after it was reopened: %s, want the newest version's step", last)
		}
	})
}

func TestWhatWasDueWhileNoServerRan(t *testing.T) {
	eachWorld(t, func(w *world) {
		w.service("Payments", "5 Ann; 5 Cho; 5 Ben", 0)
		id := w.open("Payments")
		w.clock.Advance(12 * time.Minute)
		w.run(5)
		// Each follows from when the one before was due, not from when it was done.
		w.want(id, "12 escalated 1 Ann", "12 escalated 2 Cho", "12 escalated 3 Ben",
			"15 escalation_exhausted fallback (nobody was reached, and the settings name no fallback)")
	})
}

func TestEscalatingByHand(t *testing.T) {
	escalate := func(w *world) change {
		return func(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Incident, error) {
			by = model.Actor{Environment: by.Environment, Type: model.ActorUser, UserID: w.ids["Ben"], ID: w.ids["Ben"], Name: "Ben", Role: model.RoleAdmin}
			inc, _, err := incident.Escalate(ctx, tx, by, w.pager, model.EscalateIncidentInput{ID: id})
			return inc, err
		}
	}
	t.Run("the next step runs now, and the one after it waits from then", func(t *testing.T) {
		eachWorld(t, func(w *world) {
			w.service("Payments", "30 Ann; 30 Cho", 0)
			id := w.open("Payments")
			w.run(10)
			w.do(id, escalate(w))
			w.run(10)
			w.do(id, escalate(w)) // after the last step the next pass begins
			w.run(40)
			w.want(id, "0 escalated 1 Ann", "10 escalated 2 Cho", "20 escalated 1 Ann", "50 escalated 2 Cho")
		})
	})
	t.Run("a first step that is due still runs first", func(t *testing.T) {
		eachWorld(t, func(w *world) {
			w.service("Payments", "30 Ann; 30 Cho", 0)
			id := w.open("Payments")
			w.do(id, escalate(w))
			w.want(id, "0 escalated 1 Ann", "0 escalated 2 Cho")
		})
	})
	t.Run("without a policy the fallback is told, each time", func(t *testing.T) {
		eachWorld(t, func(w *world) {
			w.service("Payments", "", 0)
			w.fallback("Ann")
			id := w.open("Payments")
			w.run(1)
			w.do(id, escalate(w))
			w.want(id, "0 escalated fallback Ann", "1 escalated fallback Ann")
			if got, want := w.pages(id), map[string]int{"Ann INBOX": 2, "Ann EMAIL": 2}; !maps.Equal(got, want) {
				t.Errorf("written %v, want %v", got, want)
			}
		})
	})
	t.Run("only an open incident", func(t *testing.T) {
		eachWorld(t, func(w *world) {
			w.service("Payments", "30 Ann", 0)
			id := w.open("Payments")
			w.do(id, incident.Acknowledge)
			_, err := db.Write(t.Context(), w.env, func(ctx context.Context, tx db.Tx) (*model.Incident, error) {
				inc, _, err := incident.Escalate(ctx, tx, model.System(model.Live), w.pager, model.EscalateIncidentInput{ID: id})
				return inc, err
			})
			if !fault.Is(err, fault.Conflict) {
				t.Errorf("got %v, want a conflict", err)
			}
		})
	})
}

func TestWhoIsGivenAnIncidentIsTold(t *testing.T) {
	eachWorld(t, func(w *world) {
		w.service("Payments", "30 Ann; 30 Cho", 0)
		id := w.open("Payments")
		w.run(1)
		assign := func(name string) {
			w.do(id, func(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Incident, error) {
				user := w.ids[name]
				return incident.Assign(ctx, tx, by, w.pager, id, &user, nil)
			})
		}
		assign("Ben")
		assign("Ben") // again: it changes nothing
		assign("Cho")
		assign("Ben")
		w.run(40)
		w.want(id, "0 escalated 1 Ann", "30 escalated 2 Cho") // it restarts nothing
		want := map[string]int{"Ann INBOX": 1, "Ann EMAIL": 1, "Ben INBOX": 2, "Ben EMAIL": 2, "Cho INBOX": 2, "Cho EMAIL": 2}
		if got := w.pages(id); !maps.Equal(got, want) {
			t.Errorf("written %v, want %v", got, want)
		}
	})
}

func TestRepeatsOfAnAlertNotifyNobody(t *testing.T) {
	eachWorld(t, func(w *world) {
		w.service("Payments", "5 Ann; 5 Cho", 0)
		repeat := func() string {
			return write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (string, error) {
				out, err := incident.Send(ctx, tx, []incident.Arrival{{By: by, Event: &model.Event{
					Action: model.ActionTrigger, RoutingKey: w.ids["Payments"], DedupKey: "cpu", Summary: "High CPU", Payload: model.JSON("{}"),
				}}})
				if err != nil {
					return "", err
				}
				return out[0].Result.Incident.ID, nil
			})
		}
		id := repeat()
		w.run(1)
		w.do(id, incident.Acknowledge)
		if again := repeat(); again != id {
			t.Fatal("a repeat has opened another incident")
		}
		w.run(30)
		w.want(id, "0 escalated 1 Ann", "1 acknowledged")
	})
}
