package rest

import (
	"context"

	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListUsers serves GET /users.
func (s *server) ListUsers(ctx context.Context, req api.ListUsersRequestObject) (api.ListUsersResponseObject, error) {
	w := paging(req.Params.Limit, req.Params.Offset)
	found, err := s.resolve.Query().Users(ctx, namedOrder(req.Params.Sort, req.Params.Order), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(found.Nodes), found)
	return api.ListUsers200JSONResponse{Data: bodies(found.Nodes, userBody), Pagination: place}, err
}

// GetUser serves GET /users/{id}.
func (s *server) GetUser(ctx context.Context, req api.GetUserRequestObject) (api.GetUserResponseObject, error) {
	user, err := s.resolve.Query().User(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if user == nil {
		return nil, missing("user", req.Id)
	}
	return api.GetUser200JSONResponse{Data: userBody(user)}, nil
}

func userBody(user *model.User) api.User {
	return api.User{
		Id: user.ID, Name: user.Name, Email: user.Email, Role: api.UserRole(user.Role), Status: api.UserStatus(user.Status),
		TimeZone: user.TimeZone, CreatedAt: user.CreatedAt.UTC(), UpdatedAt: user.UpdatedAt.UTC(),
	}
}
