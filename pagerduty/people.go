package pagerduty

import (
	"context"
	"slices"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// roles are PagerDuty's names of what a user may do: its responder is a limited user,
// and who only reads is a stakeholder.
var roles = map[model.Role]string{model.RoleAdmin: "admin", model.RoleResponder: "limited_user", model.RoleUser: "read_only_user"}

type userBody struct {
	reference
	Name           string      `json:"name"`
	Email          string      `json:"email"`
	TimeZone       string      `json:"time_zone"`
	Role           string      `json:"role"`
	InvitationSent bool        `json:"invitation_sent"` // and not accepted yet
	ContactMethods []any       `json:"contact_methods"`
	Rules          []reference `json:"notification_rules"` // which are the user's own affair
	Teams          []any       `json:"teams"`
}

func (c *call) user(ctx context.Context, user *model.User) (*userBody, error) {
	body := &userBody{
		reference: c.whole("user", user.ID, user.Name), Name: user.Name, Email: user.Email, TimeZone: user.TimeZone, Role: roles[user.Role],
		InvitationSent: user.Status == model.UserInvited, ContactMethods: []any{c.mailOf(user)}, Rules: []reference{}, Teams: []any{},
	}
	if c.full.contacts {
		body.ContactMethods[0] = c.mail(user)
	}
	if !c.by.Can(model.TeamsRead) {
		return body, nil
	}
	memberships, err := c.Resolvers.User().Memberships(ctx, user)
	if err != nil {
		return nil, err
	}
	for _, membership := range memberships {
		team, err := c.Resolvers.TeamMember().Team(ctx, membership)
		if err != nil {
			return nil, err
		}
		body.Teams = append(body.Teams, c.teamOf(team))
	}
	return body, nil
}

// mailKind is the type of the one contact method that is shown: the e-mail address.
// Where else a user is told, and by which URLs, is that user's own affair.
const mailKind = "email_contact_method"

func (c *call) mailOf(user *model.User) reference {
	return c.refer(mailKind, user.ID+"-email", "Email")
}

// listUsers serves GET /users.
func (c *call) listUsers(ctx context.Context) (any, error) {
	w, err := c.query.window()
	if err != nil {
		return nil, err
	}
	filter := &model.UserFilter{Q: c.query.text("query"), TeamID: c.query.list("team_ids")}
	found, err := c.Resolvers.Query().Users(ctx, filter, c.byName(), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	items, err := door.Each(ctx, found.Nodes, c.user)
	if err != nil {
		return nil, err
	}
	return c.list(ctx, "users", items, w, found.PageInfo.HasNextPage, found)
}

// getCurrentUser serves GET /users/me: the owner of the key.
func (c *call) getCurrentUser(ctx context.Context) (any, error) {
	return c.showUser(ctx, c.by.UserID)
}

// getUser serves GET /users/{id}.
func (c *call) getUser(ctx context.Context) (any, error) { return c.showUser(ctx, c.id()) }

func (c *call) showUser(ctx context.Context, id string) (any, error) {
	user, err := c.findUser(ctx, id)
	if err != nil {
		return nil, err
	}
	body, err := c.user(ctx, user)
	return map[string]any{"user": body}, err
}

func (c *call) findUser(ctx context.Context, id string) (*model.User, error) {
	user, err := c.Resolvers.Query().User(ctx, id)
	if err == nil && user == nil {
		err = door.Missing("user", id)
	}
	return user, err
}

type contactMethodBody struct {
	reference
	Label   string `json:"label"`
	Address string `json:"address"`
}

// listContactMethods serves GET /users/{id}/contact_methods.
func (c *call) listContactMethods(ctx context.Context) (any, error) {
	user, err := c.findUser(ctx, c.id())
	if err != nil {
		return nil, err
	}
	return map[string]any{"contact_methods": []contactMethodBody{c.mail(user)}}, nil
}

func (c *call) mail(user *model.User) contactMethodBody {
	mail := contactMethodBody{reference: c.mailOf(user), Label: "Email", Address: user.Email}
	mail.Type = mailKind
	return mail
}

type teamBody struct {
	reference
	Name        string     `json:"name"`
	Description *string    `json:"description"`
	Parent      *reference `json:"parent"` // teams have none
}

func (c *call) team(team *model.Team) *teamBody {
	return &teamBody{reference: c.whole("team", team.ID, team.Name), Name: team.Name, Description: team.Description}
}

// listTeams serves GET /teams.
func (c *call) listTeams(ctx context.Context) (any, error) {
	w, err := c.query.window()
	if err != nil {
		return nil, err
	}
	found, err := c.Resolvers.Query().Teams(ctx, &model.TeamFilter{Q: c.query.text("query")}, c.byName(), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	return c.list(ctx, "teams", door.Bodies(found.Nodes, c.team), w, found.PageInfo.HasNextPage, found)
}

// getTeam serves GET /teams/{id}.
func (c *call) getTeam(ctx context.Context) (any, error) {
	team, err := c.findTeam(ctx)
	if err != nil {
		return nil, err
	}
	return map[string]any{"team": c.team(team)}, nil
}

func (c *call) findTeam(ctx context.Context) (*model.Team, error) {
	team, err := c.Resolvers.Query().Team(ctx, c.id())
	if err == nil && team == nil {
		err = door.Missing("team", c.id())
	}
	return team, err
}

// teamRoles are PagerDuty's names of what a member may do in a team.
var teamRoles = map[model.TeamRole]string{model.TeamOwner: "manager", model.TeamAdmin: "manager", model.TeamMemberRole: "responder"}

type memberBody struct {
	User any    `json:"user"`
	Role string `json:"role"`
}

// listTeamMembers serves GET /teams/{id}/members.
func (c *call) listTeamMembers(ctx context.Context) (any, error) {
	team, err := c.findTeam(ctx)
	if err != nil {
		return nil, err
	}
	w, err := c.query.window()
	if err != nil {
		return nil, err
	}
	found, err := c.Resolvers.Team().Members(ctx, team, nil, &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	items, err := door.Each(ctx, found.Nodes, func(ctx context.Context, member *model.TeamMember) (memberBody, error) {
		user, err := c.Resolvers.TeamMember().User(ctx, member)
		if err != nil {
			return memberBody{}, err
		}
		shown, err := c.userOf(ctx, user)
		return memberBody{User: shown, Role: teamRoles[member.Role]}, err
	})
	if err != nil {
		return nil, err
	}
	return c.list(ctx, "members", items, w, found.PageInfo.HasNextPage, found)
}

type priorityBody struct {
	reference
	Name string `json:"name"`
}

func (c *call) priority(of model.Priority) *priorityBody {
	return &priorityBody{reference: c.whole("priority", string(of), string(of)), Name: string(of)}
}

// listPriorities serves GET /priorities: they are the same on every server.
func (c *call) listPriorities(ctx context.Context) (any, error) {
	w, err := c.query.window()
	if err != nil {
		return nil, err
	}
	page, more := cut(model.Priorities, w)
	return c.list(ctx, "priorities", door.Bodies(page, c.priority), w, more, count(len(model.Priorities)))
}

// abilities are those of PagerDuty's that every server has.
var abilities = []string{"teams", "urgencies"}

// listAbilities serves GET /abilities.
func (c *call) listAbilities(context.Context) (any, error) {
	return map[string]any{"abilities": abilities}, nil
}

// testAbility serves GET /abilities/{id}, which has no body if there is that ability.
func (c *call) testAbility(context.Context) (any, error) {
	if slices.Contains(abilities, c.id()) {
		return nil, nil
	}
	return nil, refusal{fault.New(fault.Invalid, "This server does not have the ability %q.", short(c.id())), missingAbility}
}
