package incident

import (
	"context"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

const (
	mostSeen  = 50_000 // keys that are remembered to have an incident, perhaps
	openPause = 64     // batches that are looked up first after one that was not and should have been
)

// opening stores batches in which every event opens an incident, as in a storm of
// new alerts, with one statement and without a look-up. It guesses: an event whose
// key was not seen here before is likely to be the first with it. The database
// refuses the whole batch when a guess was wrong.
type opening struct {
	seen  *lru.Cache[string, struct{}]
	pause int
	hooks knownHooks
}

// knownHooks is whether there are webhooks to tell, as it was found at a time.
type knownHooks struct {
	any   bool
	at    time.Time
	setup int64 // the version of what people have set up
}

func newOpening() *opening {
	seen, err := lru.New[string, struct{}](mostSeen)
	if err != nil {
		panic(err) // the size is positive
	}
	return &opening{seen: seen}
}

// try stores the arrivals, or returns no outcomes if they have to be looked up.
func (o *opening) try(ctx context.Context, e db.Env, arrivals []Arrival) ([]Outcome, error) {
	if !e.Postgres() || !o.likely(arrivals) {
		return nil, nil
	}
	if o.pause > 0 {
		o.pause--
		return nil, nil
	}
	if told, err := o.webhooksAreTold(ctx, e); err != nil || told {
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
		o.pause = openPause
		return nil, nil
	}
	return outcomes, nil
}

// webhooksAreTold reports whether there is a webhook, which is told in a transaction. It
// is believed as long as what is known of a service.
func (o *opening) webhooksAreTold(ctx context.Context, e db.Env) (bool, error) {
	now, setup := e.Now(), e.SetupVersion()
	if o.hooks.setup == setup && now.Sub(o.hooks.at) < believeService {
		return o.hooks.any, nil
	}
	hooks, err := db.ActiveWebhooks(ctx, e)
	if err == nil {
		o.hooks = knownHooks{len(hooks) > 0, now, setup}
	}
	return o.hooks.any, err
}

// likely reports whether each of the arrivals is a trigger with a key of its own
// that was not seen before, and marks their keys as seen.
func (o *opening) likely(arrivals []Arrival) bool {
	all := true
	for _, arrival := range arrivals {
		if arrival.Service == nil || arrival.Event.Action != model.ActionTrigger || arrival.check() != nil {
			all = false
			continue
		}
		if arrival.Event.DedupKey != "" {
			seen, _ := o.seen.ContainsOrAdd(arrival.Service.ID+" "+arrival.Event.DedupKey, struct{}{})
			all = all && !seen
		}
	}
	return all
}
