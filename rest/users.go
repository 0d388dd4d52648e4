package rest

import (
	"context"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListUsers serves GET /users.
func (s *server) ListUsers(ctx context.Context, req api.ListUsersRequestObject) (api.ListUsersResponseObject, error) {
	w := paging(req.Params.Limit, req.Params.Offset)
	filter := &model.UserFilter{Q: req.Params.Q, TeamID: listed(req.Params.TeamId)}
	filter.Role = door.Bodies(listed(req.Params.Role), func(r api.Role) model.Role { return model.Role(r) })
	filter.Status = door.Bodies(listed(req.Params.Status), func(s api.UserStatus) model.UserStatus { return model.UserStatus(s) })
	found, err := s.resolve.Query().Users(ctx, filter, namedOrder(req.Params.Sort, req.Params.Order), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(found.Nodes), found)
	return api.ListUsers200JSONResponse{Data: door.Bodies(found.Nodes, userBody), Pagination: place}, err
}

// CreateUser serves POST /users.
func (s *server) CreateUser(ctx context.Context, req api.CreateUserRequestObject) (api.CreateUserResponseObject, error) {
	in := model.CreateUserInput{
		Name: req.Body.Name, Email: req.Body.Email, Role: model.RoleUser, TimeZone: model.DefaultTimeZone, IdempotencyKey: req.Params.IdempotencyKey,
	}
	if req.Body.Role != nil {
		in.Role = model.Role(*req.Body.Role)
	}
	if req.Body.TimeZone != nil {
		in.TimeZone = *req.Body.TimeZone
	}
	made, err := s.resolve.Mutation().CreateUser(ctx, in)
	if err != nil {
		return nil, err
	}
	return api.CreateUser201JSONResponse{
		Body:    api.UserAnswer{Data: userBody(made.User)},
		Headers: api.CreateUser201ResponseHeaders{Location: ptr("/api/users/" + made.User.ID), IdempotencyReplayed: replayed(made.Replayed)},
	}, nil
}

// GetUser serves GET /users/{id}.
func (s *server) GetUser(ctx context.Context, req api.GetUserRequestObject) (api.GetUserResponseObject, error) {
	user, err := s.resolve.Query().User(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if user == nil {
		return nil, door.Missing("user", req.Id)
	}
	return api.GetUser200JSONResponse{Body: api.UserAnswer{Data: userBody(user)}, Headers: api.GetUser200ResponseHeaders{ETag: etag(user)}}, nil
}

// UpdateUser serves PATCH /users/{id}.
func (s *server) UpdateUser(ctx context.Context, req api.UpdateUserRequestObject) (api.UpdateUserResponseObject, error) {
	in := model.UpdateUserInput{
		ID: req.Id, Name: req.Body.Name, Email: req.Body.Email, Role: (*model.Role)(req.Body.Role), Status: (*model.UserStatus)(req.Body.Status),
		TimeZone: req.Body.TimeZone, IfMatch: ifMatch(req.Params.IfMatch),
	}
	if req.Body.NotificationRules != nil {
		in.NotificationRules = door.Bodies(*req.Body.NotificationRules, func(r api.NotificationRule) *model.NotificationRuleInput {
			return &model.NotificationRuleInput{
				Channel:   model.NotificationChannel(r.Channel),
				Urgencies: door.Bodies(listed(r.Urgencies), func(u api.Urgency) model.Urgency { return model.Urgency(u) }),
				URL:       r.Url,
			}
		})
	}
	changed, err := s.resolve.Mutation().UpdateUser(ctx, in)
	if err != nil {
		return nil, err
	}
	return api.UpdateUser200JSONResponse{Body: api.UserAnswer{Data: userBody(changed.User)}, Headers: api.UpdateUser200ResponseHeaders{ETag: etag(changed.User)}}, nil
}

// DeleteUser serves DELETE /users/{id}.
func (s *server) DeleteUser(ctx context.Context, req api.DeleteUserRequestObject) (api.DeleteUserResponseObject, error) {
	_, err := s.resolve.Mutation().DeleteUser(ctx, model.DeleteUserInput{ID: req.Id})
	return api.DeleteUser204Response{}, err
}

func userBody(user *model.User) api.User {
	return api.User{
		Id: user.ID, Name: user.Name, Email: user.Email, Role: api.Role(user.Role), Status: api.UserStatus(user.Status),
		TimeZone: user.TimeZone, CreatedAt: user.CreatedAt.UTC(), UpdatedAt: user.UpdatedAt.UTC(),
	}
}
