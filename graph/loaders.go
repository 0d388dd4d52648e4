package graph

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/rota"
	"github.com/opsknight/opsknight/model"
)

// loaders batch the look-ups of one request: a page of 25 incidents asks for its
// services in one query. They live for one request, or for all answers to one change of
// which several are told, so nothing goes stale.
type loaders struct {
	shared bool // by several answers: none of them may end what the others wait for
	byName bool // of what incidents refer to nothing but ids and names is shown: see ByName

	names         *related[string] // of services, users, teams and policies
	incident      *related[*model.Incident]
	service       *related[*model.Service]
	serviceStatus *related[model.ServiceStatus]
	integrations  *related[[]*model.Integration] // the first, by service
	user          *related[*model.User]
	team          *related[*model.Team]
	memberships   *related[[]*model.TeamMember] // by user
	policy        *related[*model.EscalationPolicy]
	steps         *related[[]*model.EscalationStep] // by policy
	schedule      *related[*model.Schedule]
	layers        *related[[]*model.Layer] // by schedule
	onCall        *timed[*model.OnCall]    // by schedule
	reached       *timed[[]string]         // users, by policy
	attempts      *related[[]*model.NotificationAttempt]
	statusChange  *related[*model.IncidentEvent] // the last, by incident
	assignment    *related[*model.IncidentEvent] // the last, by incident

	timelines      *variants[lines, []*model.IncidentEvent] // by incident
	timelineCounts *variants[bool, int]                     // of notes alone or of all lines, by incident
}

func newLoaders(e db.Env) *loaders {
	found := &loaders{
		names:    batch(e, db.Names),
		incident: batch(e, db.IncidentsByID),
		serviceStatus: batch(e, func(ctx context.Context, r db.Reader, ids []string) (map[string]model.ServiceStatus, error) {
			return db.ServiceStatuses(ctx, r, ids, e.Now())
		}),
		integrations: batch(e, db.FirstIntegrations),

		team:     batch(e, db.TeamsByID),
		attempts: batch(e, db.AttemptsByNotification),

		statusChange: batch(e, lastLines(model.StatusEvents)),
		assignment:   batch(e, lastLines(model.AssignmentEvents)),

		timelines:      timelinePages(e),
		timelineCounts: timelineCounts(e),
	}
	// What is loaded announces what it refers to, for all objects of the batch.
	found.service = batch(e, announced(db.ServicesByID, found.expectServices))
	found.user = batch(e, announced(db.UsersByID, found.expectUsers))
	found.policy = batch(e, announced(db.EscalationPoliciesByID, found.expectPolicies))
	found.schedule = batch(e, announced(db.SchedulesByID, found.expectSchedules))
	found.service.named = func(id, name string) *model.Service { return &model.Service{ID: id, Name: name} }
	found.user.named = func(id, name string) *model.User { return &model.User{ID: id, Name: name} }
	found.team.named = func(id, name string) *model.Team { return &model.Team{ID: id, Name: name} }
	found.policy.named = func(id, name string) *model.EscalationPolicy { return &model.EscalationPolicy{ID: id, Name: name} }
	found.steps = batch(e, func(ctx context.Context, r db.Reader, ids []string) (map[string][]*model.EscalationStep, error) {
		steps, err := db.EscalationStepsByPolicy(ctx, r, ids)
		for _, of := range steps {
			found.expectTargets(of)
		}
		return steps, err
	})
	found.memberships = batch(e, func(ctx context.Context, r db.Reader, ids []string) (map[string][]*model.TeamMember, error) {
		memberships, err := db.MembershipsByUser(ctx, r, ids)
		for _, of := range memberships {
			for _, membership := range of {
				found.team.expect([]string{membership.TeamID})
			}
		}
		return memberships, err
	})
	found.layers = batch(e, func(ctx context.Context, r db.Reader, ids []string) (map[string][]*model.Layer, error) {
		layers, err := db.LayersBySchedule(ctx, r, ids)
		for _, of := range layers {
			for _, layer := range of {
				found.user.expect(layer.UserIDs)
			}
		}
		return layers, err
	})
	found.onCall = newTimed(e, func(ctx context.Context, r db.Reader, ids []string, at time.Time) (map[string]*model.OnCall, error) {
		answers, err := rota.OnCalls(ctx, r, ids, at)
		for _, answer := range answers {
			found.user.expect(appendID(nil, answer.UserID))
		}
		return answers, err
	})
	found.reached = newTimed(e, func(ctx context.Context, r db.Reader, ids []string, at time.Time) (map[string][]string, error) {
		users, err := rota.Reached(ctx, r, ids, at)
		for _, ids := range users {
			found.user.expect(ids)
		}
		return users, err
	})
	return found
}

// announced reads objects and announces what they refer to.
func announced[T any](byID func(context.Context, db.Reader, []string) (map[string]T, error), expect func([]T)) func(context.Context, db.Reader, []string) (map[string]T, error) {
	return func(ctx context.Context, r db.Reader, ids []string) (map[string]T, error) {
		found, err := byID(ctx, r, ids)
		expect(slices.Collect(maps.Values(found)))
		return found, err
	}
}

// lastLines reads the last line of incidents' timelines that is of one of these types.
func lastLines(types []model.IncidentEventType) func(context.Context, db.Reader, []string) (map[string]*model.IncidentEvent, error) {
	return func(ctx context.Context, r db.Reader, ids []string) (map[string]*model.IncidentEvent, error) {
		return db.LastIncidentEvents(ctx, r, ids, types)
	}
}

// batch makes a loader of one of db's functions by ids. An id that is not found
// gives the zero value.
func batch[T any](e db.Env, byID func(context.Context, db.Reader, []string) (map[string]T, error)) *related[T] {
	return &related[T]{byID: func(ctx context.Context, ids []string) (map[string]T, error) { return byID(lasting(ctx), e, ids) }}
}

type loadersKey struct{}

// own are the loaders of one request or answer. They are made when something is first looked
// up: what waits for a change would hold 20 KB of loaders that nobody asks.
type own struct {
	env db.Env

	mu   sync.Mutex
	made *loaders
}

func (o *own) loaders() *loaders {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.made == nil {
		o.made = newLoaders(o.env)
	}
	return o.made
}

// share has what is looked up from now on looked up together with others.
func (o *own) share(with *loaders) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.made = with
}

// WithLoaders returns ctx with the loaders of one request of the actor in it.
func (r *Resolver) WithLoaders(ctx context.Context) context.Context {
	by, err := auth.Actor(ctx)
	if err != nil {
		return ctx
	}
	return context.WithValue(ctx, loadersKey{}, &own{env: r.seenBy(ctx, by)})
}

// ByName returns ctx for a page of incidents that shows, of what these refer to, ids and
// names alone: the objects have nothing else, and one statement reads the names of all.
func (r *Resolver) ByName(ctx context.Context) context.Context {
	named := *load(ctx)
	named.byName = true
	return context.WithValue(ctx, loadersKey{}, &own{env: loadersOf(ctx).env, made: &named})
}

func load(ctx context.Context) *loaders { return loadersOf(ctx).loaders() }

func loadersOf(ctx context.Context) *own {
	found, ok := ctx.Value(loadersKey{}).(*own)
	if !ok {
		panic("graph: the request has no loaders: put WithLoaders in front of the resolvers")
	}
	return found
}

// lasting is the context of a look-up: that of who asks, if it is for them alone.
func lasting(ctx context.Context) context.Context {
	if load(ctx).shared {
		return context.WithoutCancel(ctx)
	}
	return ctx
}
