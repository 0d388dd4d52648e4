package incident

import (
	"context"

	"github.com/opsknight/opsknight/db"
)

// open stores arrivals all of which are likely to open an incident, with one statement, or
// returns no outcomes if they have to be looked up. The database refuses the whole batch when
// a guess was wrong.
func (g *guess) open(ctx context.Context, e db.Env, arrivals []Arrival) ([]Outcome, error) {
	if !e.Postgres() || !g.opens(arrivals) || !g.opening.over() {
		return nil, nil
	}
	if told, err := g.webhooksAreTold(ctx, e); err != nil || told {
		return nil, err
	}
	in := newIntake(e.Stamp(), e.Environment())
	outcomes := make([]Outcome, len(arrivals))
	for i := range arrivals {
		nameKey(in.stamp, arrivals[i].Event)
		outcomes[i].Result = in.take(arrivals[i], arrivals[i].Service)
	}
	in.sort()
	opened, err := db.OpenIncidents(ctx, e, in.stamp, db.Intake{Opened: in.opened, Lines: in.lines, Alerts: in.alerts})
	if err != nil {
		return nil, err
	}
	if !opened {
		g.opening = guessPause
		return nil, nil
	}
	return outcomes, nil
}

// webhooksAreTold reports whether there is a webhook, which is told in a transaction. It
// is believed as long as what is known of a service.
func (g *guess) webhooksAreTold(ctx context.Context, e db.Env) (bool, error) {
	if g.hooks.as.holds(e) {
		return g.hooks.any, nil
	}
	as := readingNow(e)
	hooks, err := db.ActiveWebhooks(ctx, e)
	if err == nil {
		g.hooks = knownHooks{len(hooks) > 0, as}
	}
	return g.hooks.any, err
}
