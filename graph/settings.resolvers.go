package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/model"
)

func (r *mutationResolver) UpdateSettings(ctx context.Context, input model.UpdateSettingsInput) (*model.UpdateSettingsPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateSettingsPayload, error) {
		settings, err := account.UpdateSettings(ctx, tx, by, input)
		return &model.UpdateSettingsPayload{Settings: settings, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *queryResolver) Settings(ctx context.Context) (*model.Settings, error) {
	e, err := r.administer(ctx)
	if err != nil {
		return nil, err
	}
	return db.Settings(ctx, e)
}

func (r *settingsResolver) FallbackUser(ctx context.Context, obj *model.Settings) (*model.User, error) {
	return one(ctx, load(ctx).user, obj.FallbackUserID)
}

func (r *settingsResolver) FallbackTeam(ctx context.Context, obj *model.Settings) (*model.Team, error) {
	return one(ctx, load(ctx).team, obj.FallbackTeamID)
}

func (r *Resolver) Settings() generated.SettingsResolver { return &settingsResolver{r} }

type settingsResolver struct{ *Resolver }
