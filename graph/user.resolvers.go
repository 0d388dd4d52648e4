package graph

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/rota"
	"github.com/opsknight/opsknight/model"
)

func (r *mutationResolver) CreateUser(ctx context.Context, input model.CreateUserInput) (*model.CreateUserPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.CreateUserPayload, error) {
		user, replayed, err := account.CreateUser(ctx, tx, by, input)
		return &model.CreateUserPayload{User: user, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UpdateUser(ctx context.Context, input model.UpdateUserInput) (*model.UpdateUserPayload, error) {
	done, err := write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateUserPayload, error) {
		user, err := account.UpdateUser(ctx, tx, by, r.Hooks, input)
		return &model.UpdateUserPayload{User: user, ClientMutationID: input.ClientMutationID}, err
	})
	r.Gate.Forget()
	return done, err
}

func (r *mutationResolver) DeleteUser(ctx context.Context, input model.DeleteUserInput) (*model.DeleteUserPayload, error) {
	done, err := write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.DeleteUserPayload, error) {
		err := account.DeleteUser(ctx, tx, by, input.ID)
		return &model.DeleteUserPayload{DeletedID: input.ID, ClientMutationID: input.ClientMutationID}, err
	})
	r.Gate.Forget()
	return done, err
}

func (r *mutationResolver) SetNotificationRules(ctx context.Context, input model.SetNotificationRulesInput) (*model.SetNotificationRulesPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.SetNotificationRulesPayload, error) {
		user, err := account.SetNotificationRules(ctx, tx, by, r.Hooks, input)
		return &model.SetNotificationRulesPayload{User: user, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *queryResolver) User(ctx context.Context, id string) (*model.User, error) {
	e, err := r.read(ctx, model.UsersRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.User(ctx, e, id))
}

func (r *queryResolver) Users(ctx context.Context, filter *model.UserFilter, orderBy *model.NamedOrder, first *int, after *string, last *int, before *string, offset *int) (*model.UserConnection, error) {
	return r.users(ctx, filter, orderBy, page(first, after, last, before, offset))
}

func (r *userResolver) NotificationRules(ctx context.Context, obj *model.User) ([]*model.NotificationRule, error) {
	return notificationRules(ctx, obj)
}

func (r *userResolver) Teams(ctx context.Context, obj *model.User, orderBy *model.NamedOrder, first *int, after *string, last *int, before *string, offset *int) (*model.TeamConnection, error) {
	return r.teams(ctx, &model.TeamFilter{MemberID: []string{obj.ID}}, orderBy, page(first, after, last, before, offset))
}

func (r *userResolver) Memberships(ctx context.Context, obj *model.User) ([]*model.TeamMember, error) {
	if _, err := r.read(ctx, model.TeamsRead); err != nil {
		return nil, err
	}
	return load(ctx).memberships.load(ctx, obj.ID)
}

func (r *userResolver) Shifts(ctx context.Context, obj *model.User, since *time.Time, until *time.Time) ([]*model.Shift, error) {
	e, err := r.read(ctx, model.SchedulesRead)
	if err != nil {
		return nil, err
	}
	return rota.UserShifts(ctx, e, obj.ID, rota.WindowOf(e.Now(), since, until))
}

func (r *userResolver) Incidents(ctx context.Context, obj *model.User, filter *model.IncidentFilter, orderBy *model.IncidentOrder, first *int, after *string, last *int, before *string, offset *int) (*model.IncidentConnection, error) {
	ofUser := within(filter, func(f *model.IncidentFilter) *[]string { return &f.AssigneeID }, obj.ID)
	return r.incidents(ctx, ofUser, orderBy, page(first, after, last, before, offset))
}

func (r *Resolver) User() generated.UserResolver { return &userResolver{r} }

type userResolver struct{ *Resolver }
