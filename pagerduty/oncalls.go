package pagerduty

import (
	"context"
	"slices"
	"time"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// longestSearch is how long a time GET /oncalls looks at. Source: PagerDuty's reference,
// "List all of the on-calls".
const longestSearch = 90 * 24 * time.Hour

// onCall is that somebody is on call at a level of a policy.
type onCall struct {
	policy   *model.EscalationPolicy
	level    int
	schedule *model.Schedule // nil: the level tells the user, or a team that the user is in
	turn
}

// turn is a time for which a user is on call.
type turn struct {
	user       *model.User
	start, end *time.Time // nil: always
}

type onCallBody struct {
	EscalationPolicy any     `json:"escalation_policy"`
	EscalationLevel  int     `json:"escalation_level"`
	Schedule         any     `json:"schedule"`
	User             any     `json:"user"`
	Start            *string `json:"start"`
	End              *string `json:"end"`
}

// search is what GET /oncalls looks for.
type search struct {
	since, until time.Time
	policies     []string
	schedules    []string
	users        []string
	earliest     bool
}

// listOnCalls serves GET /oncalls: who is on call at which level of which policy, in
// the order of the policies' names. It reads no further than the page.
func (c *call) listOnCalls(ctx context.Context) (any, error) {
	s, err := c.readSearch()
	if err != nil {
		return nil, err
	}
	w, err := c.query.window()
	if err != nil {
		return nil, err
	}
	var found []onCall
	for offset, more := 0, true; more && (c.query.flag("total") || len(found) <= w.offset+w.limit); offset += model.MaxPage {
		policies, next, err := c.searched(ctx, s, offset)
		if err != nil {
			return nil, err
		}
		of, err := c.onCallsOf(ctx, s, policies)
		if err != nil {
			return nil, err
		}
		found, more = append(found, of...), next
	}
	page, more := cut(found, w)
	items, err := door.Each(ctx, page, c.onCall)
	if err != nil {
		return nil, err
	}
	return c.list(ctx, "oncalls", items, w, more, count(len(found)))
}

// readSearch reads the parameters. The time that is looked at is now, or reaches from
// now to the one end that is given.
func (c *call) readSearch() (search, error) {
	now := c.Now().UTC()
	s := search{
		since: now, until: now, policies: c.query.list("escalation_policy_ids"), schedules: c.query.list("schedule_ids"),
		users: c.query.list("user_ids"), earliest: c.query.flag("earliest"),
	}
	since, until, err := c.query.times()
	if err != nil {
		return s, err
	}
	if since != nil {
		s.since = *since
	}
	if until != nil {
		s.until = *until
	}
	if since == nil && s.until.Before(s.since) {
		s.since = s.until
	}
	if until == nil && s.until.Before(s.since) {
		s.until = s.since
	}
	if s.until.Sub(s.since) > longestSearch {
		return s, refuse(failure{failures[fault.Invalid].status, 2005, "Invalid Query Date Range"}, "until", "until is more than 90 days after since.")
	}
	return s, nil
}

// searched returns a page of the policies to look at, and whether there are more.
func (c *call) searched(ctx context.Context, s search, offset int) ([]*model.EscalationPolicy, bool, error) {
	if len(s.policies) == 0 {
		found, err := c.policies(ctx, nil, byName, model.MaxPage, offset)
		if err != nil {
			return nil, false, err
		}
		return found.Nodes, found.PageInfo.HasNextPage, nil
	}
	if err := c.by.Need(model.ServicesRead); err != nil {
		return nil, false, err
	}
	named := slices.Compact(slices.Sorted(slices.Values(s.policies)))
	if len(named) > model.MaxPage {
		return nil, false, fault.Field("escalation_policy_ids", "too_long", "escalation_policy_ids names %d policies; the limit is %d.", len(named), model.MaxPage)
	}
	named = slices.DeleteFunc(named, func(id string) bool { return !model.IsID(id, model.PolicyID) })
	nodes, err := c.Resolvers.Query().Nodes(ctx, named)
	var policies []*model.EscalationPolicy
	for _, node := range nodes {
		if policy, ok := node.(*model.EscalationPolicy); ok {
			policies = append(policies, policy)
		}
	}
	return policies, false, err
}

// told is whom the steps of a policy tell.
type told struct {
	policy  *model.EscalationPolicy
	targets [][]model.Targetable // by step
}

// onCallsOf returns who is on call at the levels of these policies.
func (c *call) onCallsOf(ctx context.Context, s search, policies []*model.EscalationPolicy) ([]onCall, error) {
	all, err := door.Each(ctx, policies, c.toldBy)
	if err != nil {
		return nil, err
	}
	turns, err := c.turnsOf(ctx, s, all)
	if err != nil {
		return nil, err
	}
	var found []onCall
	for _, one := range all {
		var lines []onCall
		for level, targets := range one.targets {
			for _, target := range targets {
				schedule, _ := target.(*model.Schedule)
				for _, turn := range turns[targetID(target)] {
					lines = append(lines, onCall{policy: one.policy, level: level + 1, schedule: schedule, turn: turn})
				}
			}
		}
		found = append(found, s.narrowed(lines)...)
	}
	return found, nil
}

func (c *call) toldBy(ctx context.Context, policy *model.EscalationPolicy) (told, error) {
	steps, err := c.Resolvers.EscalationPolicy().Steps(ctx, policy)
	if err != nil {
		return told{}, err
	}
	targets, err := door.Each(ctx, steps, c.Resolvers.EscalationStep().Targets)
	return told{policy, targets}, err
}

func targetID(target model.Targetable) string {
	switch t := target.(type) {
	case *model.User:
		return t.ID
	case *model.Team:
		return t.ID
	case *model.Schedule:
		return t.ID
	}
	return ""
}

// turnsOf returns when somebody is on call by each of the targets, by its id. Each is
// looked at once, however many policies tell it. Schedules come after teams, whose
// members mostly are who takes turns: these are then loaded already.
func (c *call) turnsOf(ctx context.Context, s search, policies []told) (map[string][]turn, error) {
	var people, schedules []model.Targetable
	seen := map[string]bool{}
	for _, one := range policies {
		for _, target := range slices.Concat(one.targets...) {
			id := targetID(target)
			if seen[id] || len(s.schedules) > 0 && !slices.Contains(s.schedules, id) {
				continue
			}
			seen[id] = true
			if _, is := target.(*model.Schedule); is {
				schedules = append(schedules, target)
			} else {
				people = append(people, target)
			}
		}
	}
	found := map[string][]turn{}
	for _, targets := range [][]model.Targetable{people, schedules} {
		turns, err := door.Each(ctx, targets, func(ctx context.Context, target model.Targetable) ([]turn, error) {
			return c.turns(ctx, s, target)
		})
		if err != nil {
			return nil, err
		}
		for i := range turns {
			found[targetID(targets[i])] = turns[i]
		}
	}
	return found, nil
}

// turns returns when somebody is on call by a target: users are always, but those who
// are disabled and told nothing.
func (c *call) turns(ctx context.Context, s search, target model.Targetable) ([]turn, error) {
	switch t := target.(type) {
	case *model.User:
		return always(t), nil
	case *model.Team:
		members, err := all(func(limit, offset *int) ([]*model.TeamMember, *model.PageInfo, error) {
			found, err := c.Resolvers.Team().Members(ctx, t, nil, limit, nil, nil, nil, offset)
			if err != nil {
				return nil, nil, err
			}
			return found.Nodes, found.PageInfo, nil
		})
		if err != nil {
			return nil, err
		}
		users, err := door.Each(ctx, members, c.Resolvers.TeamMember().User)
		return always(users...), err
	case *model.Schedule:
		return c.scheduled(ctx, s, t)
	}
	return nil, nil
}

func always(users ...*model.User) []turn {
	var turns []turn
	for _, user := range users {
		if user != nil && user.Status != model.UserDisabled {
			turns = append(turns, turn{user: user})
		}
	}
	return turns
}

// scheduled returns the turns of a schedule that lie in the time, or overlap its ends,
// whole. A turn of more than 366 days is taken for one without that end.
func (c *call) scheduled(ctx context.Context, s search, schedule *model.Schedule) ([]turn, error) {
	first, err := c.Resolvers.Schedule().OnCall(ctx, schedule, &s.since)
	if err != nil {
		return nil, err
	}
	if s.since.Equal(s.until) {
		user, err := c.Resolvers.OnCall().User(ctx, first)
		if err != nil || user == nil {
			return nil, err
		}
		return []turn{{user, first.Since, first.Until}}, nil
	}
	found, err := c.Resolvers.Schedule().Entries(ctx, schedule, &s.since, &s.until)
	if err != nil {
		return nil, err
	}
	last, err := c.Resolvers.Schedule().OnCall(ctx, schedule, &s.until)
	if err != nil {
		return nil, err
	}
	return door.Each(ctx, found.Entries, func(ctx context.Context, entry *model.ScheduleEntry) (turn, error) {
		user, err := c.Resolvers.ScheduleEntry().User(ctx, entry)
		whole := turn{user, &entry.Start, &entry.End}
		if entry.Start.Equal(s.since) {
			whole.start = first.Since
		}
		if entry.End.Equal(s.until) && last.UserID != nil && *last.UserID == entry.UserID && (last.Since == nil || last.Since.Before(s.until)) {
			whole.end = last.Until
		}
		return whole, err
	})
}

// narrowed leaves of the lines of a policy those of the users that are looked for, and
// with earliest the first of each user at each level.
func (s search) narrowed(lines []onCall) []onCall {
	type seat struct {
		level int
		user  string
	}
	first := map[seat]int{}
	var found []onCall
	for _, line := range lines {
		if len(s.users) > 0 && !slices.Contains(s.users, line.user.ID) {
			continue
		}
		at, had := first[seat{line.level, line.user.ID}]
		if !s.earliest || !had {
			first[seat{line.level, line.user.ID}] = len(found)
			found = append(found, line)
		} else if before(line.start, found[at].start) {
			found[at] = line
		}
	}
	return found
}

// before reports whether a time is before another; nil is before all.
func before(a, b *time.Time) bool { return b != nil && (a == nil || a.Before(*b)) }

func (c *call) onCall(ctx context.Context, line onCall) (*onCallBody, error) {
	user, err := c.userOf(ctx, line.user)
	if err != nil {
		return nil, err
	}
	body := &onCallBody{EscalationLevel: line.level, User: user, Start: stampOrNil(line.start), End: stampOrNil(line.end)}
	if line.schedule != nil {
		if body.Schedule, err = c.scheduleOf(ctx, line.schedule); err != nil {
			return nil, err
		}
	}
	body.EscalationPolicy, err = c.policyOf(ctx, line.policy)
	return body, err
}
