package rest

import (
	"context"

	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListTeams serves GET /teams.
func (s *server) ListTeams(ctx context.Context, req api.ListTeamsRequestObject) (api.ListTeamsResponseObject, error) {
	w := paging(req.Params.Limit, req.Params.Offset)
	found, err := s.resolve.Query().Teams(ctx, namedOrder(req.Params.Sort, req.Params.Order), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(found.Nodes), found)
	return api.ListTeams200JSONResponse{Data: bodies(found.Nodes, teamBody), Pagination: place}, err
}

// GetTeam serves GET /teams/{id}.
func (s *server) GetTeam(ctx context.Context, req api.GetTeamRequestObject) (api.GetTeamResponseObject, error) {
	team, err := s.resolve.Query().Team(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if team == nil {
		return nil, missing("team", req.Id)
	}
	return api.GetTeam200JSONResponse{Data: teamBody(team)}, nil
}

func teamBody(team *model.Team) api.Team {
	return api.Team{
		Id: team.ID, Name: team.Name, Description: orNull(team.Description),
		CreatedAt: team.CreatedAt.UTC(), UpdatedAt: team.UpdatedAt.UTC(),
	}
}

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
