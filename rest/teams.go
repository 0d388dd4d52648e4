package rest

import (
	"context"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListTeams serves GET /teams.
func (s *server) ListTeams(ctx context.Context, req api.ListTeamsRequestObject) (api.ListTeamsResponseObject, error) {
	w := paging(req.Params.Limit, req.Params.Offset)
	filter := &model.TeamFilter{Q: req.Params.Q, MemberID: listed(req.Params.MemberId)}
	found, err := s.resolve.Query().Teams(ctx, filter, namedOrder(req.Params.Sort, req.Params.Order), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(found.Nodes), found)
	return api.ListTeams200JSONResponse{Data: door.Bodies(found.Nodes, teamBody), Pagination: place}, err
}

// CreateTeam serves POST /teams.
func (s *server) CreateTeam(ctx context.Context, req api.CreateTeamRequestObject) (api.CreateTeamResponseObject, error) {
	in := model.CreateTeamInput{Name: req.Body.Name, Description: pointer(req.Body.Description), IdempotencyKey: req.Params.IdempotencyKey}
	if req.Body.Members != nil {
		in.Members = door.Bodies(*req.Body.Members, func(m api.AddTeamMember) *model.TeamMemberInput {
			return &model.TeamMemberInput{UserID: m.UserId, Role: teamRole(m.Role)}
		})
	}
	made, err := s.resolve.Mutation().CreateTeam(ctx, in)
	if err != nil {
		return nil, err
	}
	return api.CreateTeam201JSONResponse{
		Body:    api.TeamAnswer{Data: teamBody(made.Team)},
		Headers: api.CreateTeam201ResponseHeaders{Location: ptr("/api/teams/" + made.Team.ID), IdempotencyReplayed: replayed(made.Replayed)},
	}, nil
}

// GetTeam serves GET /teams/{id}.
func (s *server) GetTeam(ctx context.Context, req api.GetTeamRequestObject) (api.GetTeamResponseObject, error) {
	team, err := s.findTeam(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	return api.GetTeam200JSONResponse{Body: api.TeamAnswer{Data: teamBody(team)}, Headers: api.GetTeam200ResponseHeaders{ETag: etag(team)}}, nil
}

// UpdateTeam serves PATCH /teams/{id}.
func (s *server) UpdateTeam(ctx context.Context, req api.UpdateTeamRequestObject) (api.UpdateTeamResponseObject, error) {
	changed, err := s.resolve.Mutation().UpdateTeam(ctx, model.UpdateTeamInput{
		ID: req.Id, Name: req.Body.Name, Description: omittable(req.Body.Description), IfMatch: ifMatch(req.Params.IfMatch),
	})
	if err != nil {
		return nil, err
	}
	return api.UpdateTeam200JSONResponse{
		Body:    api.TeamAnswer{Data: teamBody(changed.Team)},
		Headers: api.UpdateTeam200ResponseHeaders{ETag: etag(changed.Team)},
	}, nil
}

// DeleteTeam serves DELETE /teams/{id}.
func (s *server) DeleteTeam(ctx context.Context, req api.DeleteTeamRequestObject) (api.DeleteTeamResponseObject, error) {
	_, err := s.resolve.Mutation().DeleteTeam(ctx, model.DeleteTeamInput{ID: req.Id})
	return api.DeleteTeam204Response{}, err
}

// ListTeamMembers serves GET /teams/{id}/members.
func (s *server) ListTeamMembers(ctx context.Context, req api.ListTeamMembersRequestObject) (api.ListTeamMembersResponseObject, error) {
	team, err := s.findTeam(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	w := paging(req.Params.Limit, req.Params.Offset)
	found, err := s.resolve.Team().Members(ctx, team, nil, &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	data, err := door.Each(ctx, found.Nodes, s.teamMember)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(data), found)
	return api.ListTeamMembers200JSONResponse{Data: data, Pagination: place}, err
}

// AddTeamMember serves POST /teams/{id}/members.
func (s *server) AddTeamMember(ctx context.Context, req api.AddTeamMemberRequestObject) (api.AddTeamMemberResponseObject, error) {
	made, err := s.resolve.Mutation().AddTeamMember(ctx, model.AddTeamMemberInput{
		TeamID: req.Id, UserID: req.Body.UserId, Role: teamRole(req.Body.Role), IdempotencyKey: req.Params.IdempotencyKey,
	})
	if err != nil {
		return nil, err
	}
	body, err := s.teamMember(ctx, made.Member)
	return api.AddTeamMember201JSONResponse{
		Body: api.TeamMemberAnswer{Data: body},
		Headers: api.AddTeamMember201ResponseHeaders{
			Location: ptr("/api/teams/" + made.Team.ID + "/members/" + made.Member.UserID), IdempotencyReplayed: replayed(made.Replayed),
		},
	}, err
}

// GetTeamMember serves GET /teams/{id}/members/{user_id}.
func (s *server) GetTeamMember(ctx context.Context, req api.GetTeamMemberRequestObject) (api.GetTeamMemberResponseObject, error) {
	team, err := s.findTeam(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	found, err := s.resolve.Team().Members(ctx, team, []string{req.UserId}, nil, nil, nil, nil, nil)
	if err != nil {
		return nil, err
	}
	if len(found.Nodes) == 0 {
		return nil, door.Missing("member", req.UserId)
	}
	body, err := s.teamMember(ctx, found.Nodes[0])
	return api.GetTeamMember200JSONResponse{Data: body}, err
}

// UpdateTeamMember serves PATCH /teams/{id}/members/{user_id}.
func (s *server) UpdateTeamMember(ctx context.Context, req api.UpdateTeamMemberRequestObject) (api.UpdateTeamMemberResponseObject, error) {
	changed, err := s.resolve.Mutation().UpdateTeamMember(ctx, model.UpdateTeamMemberInput{
		TeamID: req.Id, UserID: req.UserId, Role: model.TeamRole(req.Body.Role),
	})
	if err != nil {
		return nil, err
	}
	body, err := s.teamMember(ctx, changed.Member)
	return api.UpdateTeamMember200JSONResponse{Data: body}, err
}

// RemoveTeamMember serves DELETE /teams/{id}/members/{user_id}.
func (s *server) RemoveTeamMember(ctx context.Context, req api.RemoveTeamMemberRequestObject) (api.RemoveTeamMemberResponseObject, error) {
	_, err := s.resolve.Mutation().RemoveTeamMember(ctx, model.RemoveTeamMemberInput{TeamID: req.Id, UserID: req.UserId})
	return api.RemoveTeamMember204Response{}, err
}

// findTeam returns the team that a path names, or NotFound.
func (s *server) findTeam(ctx context.Context, id string) (*model.Team, error) {
	team, err := s.resolve.Query().Team(ctx, id)
	if err == nil && team == nil {
		err = door.Missing("team", id)
	}
	return team, err
}

func teamBody(team *model.Team) api.Team {
	return api.Team{
		Id: team.ID, Name: team.Name, Description: orNull(team.Description),
		CreatedAt: team.CreatedAt.UTC(), UpdatedAt: team.UpdatedAt.UTC(),
	}
}

func (s *server) teamMember(ctx context.Context, member *model.TeamMember) (api.TeamMember, error) {
	user, err := s.resolve.TeamMember().User(ctx, member)
	if err != nil {
		return api.TeamMember{}, err
	}
	return api.TeamMember{
		User: api.Reference{Id: user.ID, Name: user.Name}, Role: api.TeamRole(member.Role), CreatedAt: member.CreatedAt.UTC(),
	}, nil
}

func teamRole(role *api.TeamRole) model.TeamRole {
	if role == nil {
		return model.TeamMemberRole
	}
	return model.TeamRole(*role)
}
