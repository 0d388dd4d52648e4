// Package demo fills a database with an example: two services with a team, its
// people, who is on call, policies and a few incidents, in LIVE and in TEST, and a key for each.
package demo

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/model"
)

// Result is what somebody needs to try the example out.
type Result struct {
	LiveKey     string            `json:"live_key"`
	TestKey     string            `json:"test_key"`
	RoutingKeys map[string]string `json:"routing_keys"` // of LIVE, by the service's slug
	Admin       Admin             `json:"admin"`
}

// Admin is whom to sign in as.
type Admin struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

const (
	adminName  = "Alice Smith"
	adminEmail = "alice@example.com"
	teamName   = "Platform"
	keyName    = "Demo"

	scheduleName = "Platform on call"
)

// firstMonday is when the example's rotation begins: 09:00 in London, in winter.
var firstMonday = time.Date(2024, time.January, 1, 9, 0, 0, 0, time.UTC) //nolint:forbidigo // in UTC

// responders are the people beside the administrator.
var responders = []struct{ name, email string }{
	{"Ben Okafor", "ben@example.com"},
	{"Chiara Russo", "chiara@example.com"},
}

// Fill makes what is missing of the example. Run again it doubles nothing; it
// revokes the keys it made before, and makes new ones and a new password, since
// neither can be shown twice.
func Fill(ctx context.Context, d *db.DB) (Result, error) {
	result := Result{RoutingKeys: map[string]string{}, Admin: Admin{Email: adminEmail, Password: rand.Text()}}
	for _, env := range model.Environments {
		f, err := db.Write(ctx, d.In(env), func(ctx context.Context, tx db.Tx) (*filling, error) {
			f := &filling{tx: tx, by: model.System(env), routingKeys: map[string]string{}}
			return f, f.run(ctx, result.Admin.Password)
		})
		if err != nil {
			return Result{}, err
		}
		if env == model.Live {
			result.LiveKey, result.RoutingKeys = f.secret, f.routingKeys
		} else {
			result.TestKey = f.secret
		}
	}
	return result, nil
}

// filling is the work in one environment.
type filling struct {
	tx db.Tx
	by model.Actor

	users       []*model.User // the administrator first
	secret      string
	routingKeys map[string]string
}

func (f *filling) run(ctx context.Context, password string) error {
	if err := f.people(ctx, password); err != nil {
		return err
	}
	team, err := f.team(ctx)
	if err != nil {
		return err
	}
	schedule, err := f.schedule(ctx)
	if err != nil {
		return err
	}
	for _, name := range []string{"Payment API", "Checkout"} {
		if err := f.service(ctx, name, team, schedule); err != nil {
			return err
		}
	}
	return f.key(ctx)
}

func (f *filling) people(ctx context.Context, password string) error {
	admin, err := f.user(ctx, adminName, adminEmail, model.RoleAdmin)
	if err != nil {
		return err
	}
	// Accounts are LIVE users; in TEST their twins need no password.
	if f.tx.Environment() == model.Live {
		if err := account.SetPassword(ctx, f.tx, f.by, admin, password); err != nil {
			return err
		}
	}
	for _, r := range responders {
		if _, err := f.user(ctx, r.name, r.email, model.RoleResponder); err != nil {
			return err
		}
	}
	return nil
}

func (f *filling) user(ctx context.Context, name, email string, role model.Role) (*model.User, error) {
	user, err := db.UserByEmail(ctx, f.tx, email)
	if fault.Is(err, fault.NotFound) {
		in := model.CreateUserInput{Name: name, Email: email, Role: role, TimeZone: model.DefaultTimeZone}
		user, _, err = account.CreateUser(ctx, f.tx, f.by, in)
		if err == nil {
			user.Status = model.UserActive
			err = db.UpdateUser(ctx, f.tx, user, "status")
		}
	}
	f.users = append(f.users, user)
	return user, err
}

func (f *filling) team(ctx context.Context) (*model.Team, error) {
	team, err := db.TeamByName(ctx, f.tx, teamName)
	if !fault.Is(err, fault.NotFound) {
		return team, err
	}
	in := model.CreateTeamInput{Name: teamName}
	for i, user := range f.users {
		role := model.TeamMemberRole
		if i == 0 {
			role = model.TeamOwner
		}
		in.Members = append(in.Members, &model.TeamMemberInput{UserID: user.ID, Role: role})
	}
	team, _, err = account.CreateTeam(ctx, f.tx, f.by, in)
	return team, err
}

func (f *filling) service(ctx context.Context, name string, team *model.Team, schedule *model.Schedule) error {
	policy, err := f.policy(ctx, name, team, schedule)
	if err != nil {
		return err
	}
	slug := model.Slug(name)
	service, err := db.ServiceBySlug(ctx, f.tx, slug)
	if fault.Is(err, fault.NotFound) {
		in := model.ServiceNamed(name)
		in.TeamID, in.EscalationPolicyID = &team.ID, &policy.ID
		service, _, err = account.CreateService(ctx, f.tx, f.by, in)
		if err == nil {
			err = f.incidents(ctx, service)
		}
	}
	if err != nil {
		return err
	}
	one := 1
	integrations, err := db.Integrations(ctx, f.tx, service.ID, model.Page{First: &one})
	if err != nil {
		return err
	}
	if len(integrations.Nodes) > 0 {
		f.routingKeys[slug] = integrations.Nodes[0].RoutingKey
		return nil
	}
	in := model.CreateIntegrationInput{ServiceID: service.ID, Name: "Monitoring", Type: model.IntegrationEvents}
	made, _, err := account.CreateIntegration(ctx, f.tx, f.by, in)
	if err == nil {
		f.routingKeys[slug] = made.RoutingKey
	}
	return err
}

// schedule makes a week of each of the responders in turn, who hand over on Mondays at
// 09:00 in London.
func (f *filling) schedule(ctx context.Context) (*model.Schedule, error) {
	schedule, err := db.ScheduleByName(ctx, f.tx, scheduleName)
	if !fault.Is(err, fault.NotFound) {
		return schedule, err
	}
	layer := &model.ScheduleLayerInput{Priority: 1, Start: &firstMonday, Rotation: &model.RotationInput{Start: &firstMonday, Unit: model.RotationWeeks, Length: 1}}
	for _, user := range f.users[1:] {
		layer.Users = append(layer.Users, user.ID)
	}
	schedule, _, err = account.CreateSchedule(ctx, f.tx, f.by, model.CreateScheduleInput{
		Name: scheduleName, TimeZone: "Europe/London", Layers: []*model.ScheduleLayerInput{layer},
	})
	return schedule, err
}

// policy makes the policy of a service: who is on call, and then the whole team.
func (f *filling) policy(ctx context.Context, service string, team *model.Team, schedule *model.Schedule) (*model.EscalationPolicy, error) {
	policy, err := db.EscalationPolicyByName(ctx, f.tx, service)
	if !fault.Is(err, fault.NotFound) {
		return policy, err
	}
	policy, _, err = account.CreateEscalationPolicy(ctx, f.tx, f.by, model.CreateEscalationPolicyInput{
		Name: service, RepeatCount: 1,
		Steps: []*model.EscalationStepInput{
			{EscalateAfterMinutes: 15, Targets: []*model.EscalationTargetInput{{Type: model.TargetSchedule, ID: schedule.ID}}},
			{EscalateAfterMinutes: 30, Targets: []*model.EscalationTargetInput{{Type: model.TargetTeam, ID: team.ID}}},
		},
	})
	return policy, err
}

// incidents opens a few, so that a first look finds something. None has a dedup
// key that the API reference's examples use.
func (f *filling) incidents(ctx context.Context, service *model.Service) error {
	low := model.UrgencyLow
	open := func(title string, urgency *model.Urgency) (*model.Incident, error) {
		inc, _, err := incident.Create(ctx, f.tx, f.by, nil, model.CreateIncidentInput{Title: title, ServiceID: service.ID, Urgency: urgency})
		return inc, err
	}
	if _, err := open("Error rate of "+service.Name+" above 5 %", nil); err != nil {
		return err
	}
	taken, err := open("Disk of "+service.Slug+"-db 85 % full", &low)
	if err != nil {
		return err
	}
	in := model.AddIncidentNoteInput{ID: taken.ID, Content: "Old logs are being removed."}
	if _, _, err := incident.AddNote(ctx, f.tx, f.by, in); err != nil {
		return err
	}
	_, err = incident.Acknowledge(ctx, f.tx, f.by, taken.ID)
	return err
}

func (f *filling) key(ctx context.Context) error {
	if err := account.RevokeDemoAPIKeys(ctx, f.tx, f.by); err != nil {
		return err
	}
	in := model.CreateAPIKeyInput{Name: keyName, OwnerID: &f.users[0].ID}
	for _, scope := range model.Scopes {
		in.Scopes = append(in.Scopes, string(scope))
	}
	_, secret, err := account.CreateDemoAPIKey(ctx, f.tx, f.by, in)
	f.secret = secret
	return err
}
