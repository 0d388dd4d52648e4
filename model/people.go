package model

import (
	"strings"
	"time"

	"github.com/uptrace/bun"
)

// UserStatus tells whether a user has signed in yet and may still do so.
type UserStatus string

// The statuses of a user. INVITED and ACTIVE users are paged alike.
const (
	UserInvited  UserStatus = "INVITED"
	UserActive   UserStatus = "ACTIVE"
	UserDisabled UserStatus = "DISABLED"
)

// UserStatuses lists every status.
var UserStatuses = []UserStatus{UserInvited, UserActive, UserDisabled}

// User is a person who responds to incidents, or reads about them.
type User struct {
	bun.BaseModel `bun:"table:users,alias:user"`
	Placed
	Kept

	ID           string `bun:",pk"`
	Name         string
	Email        string
	EmailKey     string `audit:"-"` // the e-mail as it is compared: see EmailKey
	Role         Role
	Status       UserStatus
	TimeZone     string            // IANA name
	Notify       NotificationRules `bun:",type:json"` // empty: by e-mail of every urgency
	PasswordHash *string           `audit:"secret"`   // argon2id, PHC format; nil: no password yet
	SearchText   string            `audit:"-"`
	ArchivedAt   *time.Time        // nil: not deleted
}

// Index sets what a search looks in, and the e-mail as it is compared.
func (u *User) Index() {
	u.EmailKey = EmailKey(u.Email)
	u.SearchText = searchText(u.Name, u.Email, u.ID)
}

// EmailKey returns an e-mail address as addresses are compared: without case.
func EmailKey(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// Team is a group of users that owns services and takes incidents.
type Team struct {
	bun.BaseModel `bun:"table:teams,alias:team"`
	Placed
	Kept

	ID          string `bun:",pk"`
	Name        string
	Description *string
	SearchText  string     `audit:"-"`
	ArchivedAt  *time.Time // nil: not deleted
}

// Index sets what a search looks in.
func (t *Team) Index() { t.SearchText = searchText(t.Name, t.ID) }

// TeamRole is what a member may do in a team.
type TeamRole string

// The roles in a team.
const (
	TeamOwner      TeamRole = "OWNER"
	TeamAdmin      TeamRole = "ADMIN"
	TeamMemberRole TeamRole = "MEMBER"
)

// TeamRoles lists every role.
var TeamRoles = []TeamRole{TeamOwner, TeamAdmin, TeamMemberRole}

// TeamMember is a user's place in a team.
type TeamMember struct {
	bun.BaseModel `bun:"table:team_members,alias:team_member"`
	Placed

	TeamID    string `bun:",pk"`
	UserID    string `bun:",pk"`
	Role      TeamRole
	CreatedAt time.Time
}
