package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

func (r *mutationResolver) CreateFirstAdmin(ctx context.Context, input model.CreateFirstAdminInput) (*model.CreateFirstAdminPayload, error) {
	visit, err := auth.ByBrowser(ctx)
	if err != nil {
		return nil, err
	}
	if err := r.guess(ctx, ""); err != nil {
		return nil, err
	}
	login, err := r.begin(ctx, func(ctx context.Context, tx db.Tx) (*account.Login, error) {
		return account.CreateFirstAdmin(ctx, tx, input, visit.Local)
	})
	if err != nil {
		return nil, err
	}
	return &model.CreateFirstAdminPayload{Viewer: viewerIn(login), ExpiresAt: login.Expires, ClientMutationID: input.ClientMutationID}, nil
}

func (r *mutationResolver) SignIn(ctx context.Context, input model.SignInInput) (*model.SignInPayload, error) {
	login, err := r.signIn(ctx, input.Email, input.Password)
	if err != nil {
		return nil, err
	}
	return &model.SignInPayload{Viewer: viewerIn(login), ExpiresAt: login.Expires, ClientMutationID: input.ClientMutationID}, nil
}

func (r *mutationResolver) SignOut(ctx context.Context, input model.SignOutInput) (*model.SignOutPayload, error) {
	by, err := person(ctx)
	if err != nil {
		return nil, err
	}
	err = db.WriteDone(ctx, r.DB.In(model.Live), func(ctx context.Context, tx db.Tx) error {
		return account.SignOut(ctx, tx, by, input.Everywhere)
	})
	r.Gate.Sessions.Forget()
	if err != nil {
		return nil, err
	}
	auth.VisitOf(ctx).End()
	return &model.SignOutPayload{SignedOut: true, ClientMutationID: input.ClientMutationID}, nil
}

func (r *mutationResolver) InviteUser(ctx context.Context, input model.InviteUserInput) (*model.InviteUserPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.InviteUserPayload, error) {
		user, token, err := account.InviteUser(ctx, tx, by, r.Letters, input)
		return &model.InviteUserPayload{
			User: user, Token: token, ExpiresAt: tx.Now.Add(model.TokenInvitation.Life()), ClientMutationID: input.ClientMutationID,
		}, err
	})
}

func (r *mutationResolver) AcceptInvitation(ctx context.Context, input model.AcceptInvitationInput) (*model.AcceptInvitationPayload, error) {
	login, err := r.useToken(ctx, input.Token, input.Password, model.TokenInvitation)
	if err != nil {
		return nil, err
	}
	return &model.AcceptInvitationPayload{Viewer: viewerIn(login), ExpiresAt: login.Expires, ClientMutationID: input.ClientMutationID}, nil
}

func (r *mutationResolver) ChangePassword(ctx context.Context, input model.ChangePasswordInput) (*model.ChangePasswordPayload, error) {
	login, err := r.changePassword(ctx, input.CurrentPassword, input.NewPassword)
	if err != nil {
		return nil, err
	}
	return &model.ChangePasswordPayload{Viewer: viewerIn(login), ExpiresAt: login.Expires, ClientMutationID: input.ClientMutationID}, nil
}

func (r *mutationResolver) RequestPasswordReset(ctx context.Context, input model.RequestPasswordResetInput) (*model.RequestPasswordResetPayload, error) {
	if err := r.guess(ctx, input.Email); err != nil {
		return nil, err
	}
	err := db.WriteDone(ctx, r.DB.In(model.Live), func(ctx context.Context, tx db.Tx) error {
		return account.RequestPasswordReset(ctx, tx, r.Letters, input.Email)
	})
	if err != nil {
		return nil, err
	}
	return &model.RequestPasswordResetPayload{Accepted: true, ClientMutationID: input.ClientMutationID}, nil
}

func (r *mutationResolver) ResetPassword(ctx context.Context, input model.ResetPasswordInput) (*model.ResetPasswordPayload, error) {
	login, err := r.useToken(ctx, input.Token, input.NewPassword, model.TokenReset)
	if err != nil {
		return nil, err
	}
	return &model.ResetPasswordPayload{Viewer: viewerIn(login), ExpiresAt: login.Expires, ClientMutationID: input.ClientMutationID}, nil
}

func (r *queryResolver) Setup(ctx context.Context) (*model.Setup, error) {
	there, err := db.HasUsers(ctx, r.DB.In(model.Live))
	visit := auth.VisitOf(ctx)
	setup := &model.Setup{Needed: !there, TokenRequired: visit == nil || !visit.Local, SingleSignOn: r.SingleSignOn}
	if by, nobody := auth.Actor(ctx); nobody == nil {
		setup.Viewer = viewerOf(by)
	}
	return setup, err
}
