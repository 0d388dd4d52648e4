package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/model"
)

func (r *mutationResolver) CreateTeam(ctx context.Context, input model.CreateTeamInput) (*model.CreateTeamPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.CreateTeamPayload, error) {
		team, replayed, err := account.CreateTeam(ctx, tx, by, input)
		return &model.CreateTeamPayload{Team: team, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UpdateTeam(ctx context.Context, input model.UpdateTeamInput) (*model.UpdateTeamPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateTeamPayload, error) {
		team, err := account.UpdateTeam(ctx, tx, by, input)
		return &model.UpdateTeamPayload{Team: team, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) DeleteTeam(ctx context.Context, input model.DeleteTeamInput) (*model.DeleteTeamPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.DeleteTeamPayload, error) {
		err := account.DeleteTeam(ctx, tx, by, input.ID)
		return &model.DeleteTeamPayload{DeletedID: input.ID, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) AddTeamMember(ctx context.Context, input model.AddTeamMemberInput) (*model.AddTeamMemberPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.AddTeamMemberPayload, error) {
		team, member, replayed, err := account.AddTeamMember(ctx, tx, by, input)
		return &model.AddTeamMemberPayload{Team: team, Member: member, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UpdateTeamMember(ctx context.Context, input model.UpdateTeamMemberInput) (*model.UpdateTeamMemberPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateTeamMemberPayload, error) {
		team, member, err := account.UpdateTeamMember(ctx, tx, by, input)
		return &model.UpdateTeamMemberPayload{Team: team, Member: member, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) RemoveTeamMember(ctx context.Context, input model.RemoveTeamMemberInput) (*model.RemoveTeamMemberPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.RemoveTeamMemberPayload, error) {
		team, err := account.RemoveTeamMember(ctx, tx, by, input.TeamID, input.UserID)
		return &model.RemoveTeamMemberPayload{Team: team, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *queryResolver) Team(ctx context.Context, id string) (*model.Team, error) {
	e, err := r.read(ctx, model.TeamsRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.Team(ctx, e, id))
}

func (r *queryResolver) Teams(ctx context.Context, filter *model.TeamFilter, orderBy *model.NamedOrder, first *int, after *string, last *int, before *string, offset *int) (*model.TeamConnection, error) {
	return r.teams(ctx, filter, orderBy, page(first, after, last, before, offset))
}

func (r *teamResolver) Members(ctx context.Context, obj *model.Team, userID []string, first *int, after *string, last *int, before *string, offset *int) (*model.TeamMemberConnection, error) {
	e, err := r.read(ctx, model.TeamsRead)
	if err != nil {
		return nil, err
	}
	found, err := db.TeamMembers(ctx, e, obj.ID, userID, page(first, after, last, before, offset))
	if err != nil {
		return nil, err
	}
	expectMembers(ctx, found.Nodes)
	return found, nil
}

func (r *teamResolver) Services(ctx context.Context, obj *model.Team, orderBy *model.NamedOrder, first *int, after *string, last *int, before *string, offset *int) (*model.ServiceConnection, error) {
	return r.services(ctx, &model.ServiceFilter{TeamID: []string{obj.ID}}, orderBy, page(first, after, last, before, offset))
}

func (r *teamMemberResolver) Team(ctx context.Context, obj *model.TeamMember) (*model.Team, error) {
	return load(ctx).team.load(ctx, obj.TeamID)
}

func (r *teamMemberResolver) User(ctx context.Context, obj *model.TeamMember) (*model.User, error) {
	return load(ctx).user.load(ctx, obj.UserID)
}

func (r *Resolver) Team() generated.TeamResolver { return &teamResolver{r} }

func (r *Resolver) TeamMember() generated.TeamMemberResolver { return &teamMemberResolver{r} }

type (
	teamResolver       struct{ *Resolver }
	teamMemberResolver struct{ *Resolver }
)
