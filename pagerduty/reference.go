package pagerduty

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
)

// reference is how every object begins, and all that is shown of one that another
// refers to.
type reference struct {
	ID      string  `json:"id"`
	Type    string  `json:"type"`
	Summary *string `json:"summary"`
	Self    *string `json:"self"`
	HTMLURL *string `json:"html_url"` // nil: it has no page
}

// paths are where the objects of a type are found.
var paths = map[string]string{
	"incident": "/incidents/", "log_entry": "/log_entries/", "service": "/services/", "user": "/users/", "team": "/teams/",
	"schedule": "/schedules/", "escalation_policy": "/escalation_policies/",
}

// whole begins an object that is shown whole.
func (c *call) whole(kind, id, summary string) reference {
	shown := reference{ID: id, Type: kind, Summary: &summary}
	if path := paths[kind]; path != "" {
		self := c.api + path + id
		shown.Self = &self
	}
	if kind == "incident" || kind == "user" { // pagerduty-cli signs in by the page of the user
		page := c.base + paths[kind] + id
		shown.HTMLURL = &page
	}
	return shown
}

// refer refers to an object.
func (c *call) refer(kind, id, summary string) reference {
	shown := c.whole(kind, id, summary)
	shown.Type = kind + "_reference"
	return shown
}

// expansions are which objects that others refer to are shown whole, by include[].
type expansions struct{ services, users, contacts, teams, policies, schedules, integrations bool }

// expand reads include[]. What is shown whole needs the scope to read it; what is not
// known is ignored.
func (c *call) expand() (full expansions, _ error) {
	for _, name := range c.query.list("include") {
		var into *bool
		var scope model.Scope
		switch name {
		case "services":
			into, scope = &full.services, model.ServicesRead
		case "integrations":
			into, scope = &full.integrations, model.ServicesRead
		case "escalation_policies":
			into, scope = &full.policies, model.ServicesRead
		case "users", "assignees", "acknowledgers", "agents":
			into, scope = &full.users, model.UsersRead
		case "contact_methods":
			into, scope = &full.contacts, model.UsersRead
		case "teams":
			into, scope = &full.teams, model.TeamsRead
		case "schedules":
			into, scope = &full.schedules, model.SchedulesRead
		default:
			continue
		}
		if err := c.by.Need(scope); err != nil {
			return full, err
		}
		*into = true
	}
	return full, nil
}

// serviceOf, userOf, teamOf, policyOf and scheduleOf show what another object refers
// to: whole if the client asks for that.

func (c *call) serviceOf(ctx context.Context, service *model.Service) (any, error) {
	if c.full.services {
		return c.service(ctx, service)
	}
	return c.refer("service", service.ID, service.Name), nil
}

func (c *call) userOf(ctx context.Context, user *model.User) (any, error) {
	if c.full.users {
		return c.user(ctx, user)
	}
	return c.refer("user", user.ID, user.Name), nil
}

func (c *call) teamOf(team *model.Team) any {
	if c.full.teams {
		return c.team(team)
	}
	return c.refer("team", team.ID, team.Name)
}

func (c *call) policyOf(ctx context.Context, policy *model.EscalationPolicy) (any, error) {
	if c.full.policies {
		return c.policy(ctx, policy)
	}
	return c.refer("escalation_policy", policy.ID, policy.Name), nil
}

func (c *call) scheduleOf(ctx context.Context, schedule *model.Schedule) (any, error) {
	if c.full.schedules {
		return c.schedule(ctx, schedule)
	}
	return c.refer("schedule", schedule.ID, schedule.Name), nil
}

// agent refers to who did something to an incident of the service. What the server does
// by itself is shown as the service's doing. A key is shown as itself: the timeline
// knows no owner of it.
func (c *call) agent(actor *model.Actor, service *model.Service) reference {
	switch actor.Type {
	case model.ActorUser:
		return c.refer("user", actor.ID, actor.Name)
	case model.ActorAPIKey:
		return c.refer("api_key", actor.ID, actor.Name)
	case model.ActorIntegration:
		return c.refer("events_api_v2_inbound_integration", actor.ID, actor.Name)
	case model.ActorSystem:
	}
	return c.refer("service", service.ID, service.Name)
}

// stamp writes a time as PagerDuty does, in whole seconds: some clients read no other.
func stamp(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05Z") }

func stampOrNil(at *time.Time) *string {
	if at == nil {
		return nil
	}
	text := stamp(*at)
	return &text
}

// list makes the answer of a page of a list. The total is counted only if the client
// asks for it.
func (c *call) list(ctx context.Context, name string, items any, w window, more bool, all door.Totals) (any, error) {
	answer := map[string]any{name: items, "limit": w.limit, "offset": w.offset, "more": more, "total": nil}
	if c.query.flag("total") {
		total, err := all.TotalCount(ctx)
		if err != nil {
			return nil, err
		}
		answer["total"] = total
	}
	return answer, nil
}

// count is the length of a list that is known.
type count int

// TotalCount returns the length.
func (n count) TotalCount(context.Context) (int, error) { return int(n), nil }

// byName is the order of lists of named things, unless a client asks for another.
var byName = &model.NamedOrder{Field: model.NamedByName, Direction: model.Ascending}

// byName reads sort_by of lists of named things, of which the first field counts.
func (c *call) byName() *model.NamedOrder {
	if sorted := c.query.text("sort_by"); sorted != nil && *sorted == "name:desc" {
		return &model.NamedOrder{Field: model.NamedByName, Direction: model.Descending}
	}
	return byName
}
