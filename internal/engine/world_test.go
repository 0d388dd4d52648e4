package engine_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/engine"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/internal/webhook"
	"github.com/opsknight/opsknight/model"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// world is one environment with people in it, whose clock a test advances.
type world struct {
	t      *testing.T
	d      *db.DB
	env    db.Env
	clock  *dbtest.Clock
	began  time.Time
	engine *engine.Engine
	pager  *notify.Pager

	names map[string]string // of what has an id, by id
	ids   map[string]string // the other way round
}

// eachWorld runs a test in a LIVE environment on each database. There are Ann, Ben and
// Cho, of whom Dis is disabled; the team Ops of Ann and Ben; and the team Nobody.
func eachWorld(t *testing.T, test func(w *world)) {
	t.Helper()
	eachWorldOf(t, model.Live, test)
}

func eachWorldOf(t *testing.T, env model.Environment, test func(w *world)) {
	t.Helper()
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		box, err := secret.New(make([]byte, secret.KeySize))
		if err != nil {
			t.Fatal(err)
		}
		w := &world{t: t, d: d, env: d.In(env), clock: clock, began: clock.Now(), names: map[string]string{}, ids: map[string]string{}}
		// What follows at one time is told apart, as by a real clock.
		d.Now = func() time.Time { clock.Advance(time.Microsecond); return clock.Now() }
		w.pager = &notify.Pager{URL: "https://opsknight.example.com", Box: box}
		log := slog.New(slog.NewTextHandler(t.Output(), nil))
		w.engine = &engine.Engine{
			DB: d, Pager: w.pager, Log: log,
			Notifications: &engine.Notifications{DB: d, Sender: &notify.Sender{}, Log: log},
			Webhooks:      &engine.Webhooks{DB: d, Client: webhook.NewClient(nil), Box: box, Schedule: webhook.DefaultSchedule, Log: log},
		}
		for _, name := range []string{"Ann", "Ben", "Cho", "Dis"} {
			w.user(name)
		}
		w.disable("Dis")
		w.team("Ops", "Ann", "Ben")
		w.team("Nobody", "Dis")
		test(w)
	})
}

// write runs an operation of the server in one transaction.
func write[T any](w *world, operation func(ctx context.Context, tx db.Tx, by model.Actor) (T, error)) T {
	w.t.Helper()
	out, err := db.Write(w.t.Context(), w.env, func(ctx context.Context, tx db.Tx) (T, error) {
		return operation(ctx, tx, model.System(w.env.Environment()))
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

func (w *world) named(name, id string) {
	w.names[id], w.ids[name] = name, id
}

func (w *world) user(name string) {
	user := write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.User, error) {
		user, _, err := account.CreateUser(ctx, tx, by, model.CreateUserInput{
			Name: name, Email: strings.ToLower(name) + "@example.com", Role: model.RoleResponder, TimeZone: model.DefaultTimeZone,
		})
		return user, err
	})
	w.named(name, user.ID)
}

func (w *world) disable(name string) {
	write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.User, error) {
		disabled := model.UserDisabled
		return account.UpdateUser(ctx, tx, by, account.Hooks{}, model.UpdateUserInput{ID: w.ids[name], Status: &disabled})
	})
}

// rules says by what a user is told of incidents of any urgency.
func (w *world) rules(name string, channels ...model.NotificationChannel) {
	write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.User, error) {
		in := model.SetNotificationRulesInput{UserID: w.ids[name]}
		for _, channel := range channels {
			in.Rules = append(in.Rules, &model.NotificationRuleInput{Channel: channel})
		}
		return account.SetNotificationRules(ctx, tx, by, account.Hooks{}, in)
	})
}

func (w *world) team(name string, members ...string) {
	team := write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.Team, error) {
		in := model.CreateTeamInput{Name: name}
		for _, member := range members {
			in.Members = append(in.Members, &model.TeamMemberInput{UserID: w.ids[member], Role: model.TeamOwner})
		}
		team, _, err := account.CreateTeam(ctx, tx, by, in)
		return team, err
	})
	w.named(name, team.ID)
}

// schedule has one person on call from a time on.
func (w *world) schedule(name, person string, from time.Time) {
	schedule := write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.Schedule, error) {
		schedule, _, err := account.CreateSchedule(ctx, tx, by, model.CreateScheduleInput{
			Name: name, TimeZone: "Europe/London", Layers: []*model.ScheduleLayerInput{{
				Start: &from, Users: []string{w.ids[person]}, Rotation: &model.RotationInput{Start: &from, Unit: model.RotationWeeks, Length: 1},
			}},
		})
		return schedule, err
	})
	w.named(name, schedule.ID)
}

// steps reads "5 Ann Ops; 10 Cho": after how many minutes the next step comes, and whom
// this one tells.
func (w *world) steps(text string) []*model.EscalationStepInput {
	var steps []*model.EscalationStepInput
	for one := range strings.SplitSeq(text, ";") {
		words := strings.Fields(one)
		step := &model.EscalationStepInput{}
		if _, err := fmt.Sscan(words[0], &step.EscalateAfterMinutes); err != nil {
			w.t.Fatal(err)
		}
		for _, name := range words[1:] {
			kinds := map[string]model.EscalationTargetType{model.UserID: model.TargetUser, model.TeamID: model.TargetTeam, model.ScheduleID: model.TargetSchedule}
			id := w.ids[name]
			prefix, _, _ := strings.Cut(id, "_")
			step.Targets = append(step.Targets, &model.EscalationTargetInput{Type: kinds[prefix+"_"], ID: id})
		}
		steps = append(steps, step)
	}
	return steps
}

// service makes a service, with a policy if there are steps.
func (w *world) service(name, steps string, repeats int) {
	service := write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.Service, error) {
		in := model.ServiceNamed(name)
		if steps != "" {
			policy, _, err := account.CreateEscalationPolicy(ctx, tx, by, model.CreateEscalationPolicyInput{Name: name, RepeatCount: repeats, Steps: w.steps(steps)})
			if err != nil {
				return nil, err
			}
			w.named(name+" policy", policy.ID)
			in.EscalationPolicyID = &policy.ID
		}
		service, _, err := account.CreateService(ctx, tx, by, in)
		return service, err
	})
	w.named(name, service.ID)
}

// fallback says who is told when nobody else can be reached.
func (w *world) fallback(name string) {
	write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.Settings, error) {
		id := w.ids[name]
		return account.UpdateSettings(ctx, tx, by, model.UpdateSettingsInput{FallbackUserID: graphql.OmittableOf(&id)})
	})
}

// open opens an incident by an event.
func (w *world) open(service string) string {
	w.t.Helper()
	return write(w, func(ctx context.Context, tx db.Tx, by model.Actor) (string, error) {
		out, err := incident.Send(ctx, tx, []incident.Arrival{{By: by, Event: &model.Event{
			Action: model.ActionTrigger, RoutingKey: w.ids[service], Summary: "High CPU on web-01", Payload: model.JSON("{}"),
		}}})
		if err != nil {
			return "", err
		}
		return out[0].Result.Incident.ID, out[0].Err
	})
}

func (w *world) tick() {
	w.t.Helper()
	if err := w.engine.Tick(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

// run advances the clock minute by minute, and does what is due in each.
func (w *world) run(minutes int) {
	w.t.Helper()
	w.tick()
	for range minutes {
		w.clock.Advance(time.Minute)
		w.tick()
	}
}

// quiet are lines that are no part of an escalation.
var quiet = []model.IncidentEventType{model.EventTriggered, model.EventAssigned, model.EventNotificationFailed, model.EventNotificationSuppressed}

// timeline tells what has happened to an incident: at which minute, what, and who was
// told or why nobody.
func (w *world) timeline(id string) []string {
	w.t.Helper()
	inc, err := db.Incident(w.t.Context(), w.env, id)
	if err != nil {
		w.t.Fatal(err)
	}
	most := model.MaxPage
	lines, err := db.IncidentEvents(w.t.Context(), w.env, inc, db.Oldest, model.Page{First: &most})
	if err != nil {
		w.t.Fatal(err)
	}
	var told []string
	for _, line := range lines.Nodes {
		if !slices.Contains(quiet, line.Type) {
			told = append(told, w.shown(line))
		}
	}
	return told
}

func (w *world) shown(line *model.IncidentEvent) string {
	var details struct {
		Step     int
		Fallback bool
		Message  string
		Told     []struct {
			UserName string `json:"user_name"`
		}
		Missed []struct{ Message string }
	}
	if len(line.Details) > 0 {
		if err := json.Unmarshal(line.Details, &details); err != nil {
			w.t.Fatal(err)
		}
	}
	text := fmt.Sprint(int(line.CreatedAt.Sub(w.began).Minutes()), " ", line.Type)
	if details.Step > 0 {
		text += fmt.Sprint(" ", details.Step)
	}
	if details.Fallback {
		text += " fallback"
	}
	for _, one := range details.Told {
		text += " " + one.UserName
	}
	for _, one := range details.Missed {
		text += " (" + one.Message + ")"
	}
	if details.Message != "" {
		text += " (" + details.Message + ")"
	}
	return text
}

func (w *world) want(id string, want ...string) {
	w.t.Helper()
	if got := w.timeline(id); !slices.Equal(got, want) {
		w.t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// pages counts what was written for each person by each channel.
func (w *world) pages(id string) map[string]int {
	w.t.Helper()
	inc, err := db.Incident(w.t.Context(), w.env, id)
	if err != nil {
		w.t.Fatal(err)
	}
	most := model.MaxPage
	found, err := db.IncidentNotifications(w.t.Context(), w.env, inc, db.Oldest, model.Page{First: &most})
	if err != nil {
		w.t.Fatal(err)
	}
	count := map[string]int{}
	for _, n := range found.Nodes {
		count[w.names[n.UserID]+" "+string(n.Channel)]++
	}
	return count
}
