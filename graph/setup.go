package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

// What the resolvers of what people set up need.

// users reads a page of users for each field that lists them.
func (r *Resolver) users(ctx context.Context, filter *model.UserFilter, orderBy *model.NamedOrder, p model.Page) (*model.UserConnection, error) {
	e, err := r.read(ctx, model.UsersRead)
	if err != nil {
		return nil, err
	}
	if filter == nil {
		filter = &model.UserFilter{}
	}
	if err := filter.Validate(); err != nil {
		return nil, err
	}
	found, err := db.Users(ctx, e, *filter, orderBy.Order(), p)
	if err != nil {
		return nil, err
	}
	load(ctx).expectUsers(found.Nodes)
	return found, nil
}

// windows reads a page of a service's maintenance windows.
func (r *Resolver) windows(ctx context.Context, service *model.Service, past bool, p model.Page) (*model.MaintenanceWindowConnection, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	if past {
		return db.MaintenanceWindows(ctx, e, service.ID, nil, p)
	}
	now := e.Now()
	return db.MaintenanceWindows(ctx, e, service.ID, &now, p)
}

// toWhoMayChangeIt shows a credential of an integration; nil to all others.
func toWhoMayChangeIt(ctx context.Context, credential string) (*string, error) {
	by, err := auth.Actor(ctx)
	if err != nil || !by.Can(model.ServicesWrite) {
		return nil, err
	}
	return &credential, nil
}

// notificationRules shows how a user is told to the user, and to who may change it.
func notificationRules(ctx context.Context, user *model.User) ([]*model.NotificationRule, error) {
	by, err := auth.Actor(ctx)
	if err != nil {
		return nil, err
	}
	if err := by.NeedSelf(user.ID, model.UsersWrite); err != nil {
		return nil, err
	}
	rules := make([]*model.NotificationRule, len(user.Notify))
	for i := range user.Notify {
		rules[i] = &user.Notify[i]
	}
	return rules, nil
}
