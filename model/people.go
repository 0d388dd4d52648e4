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

// User is a person who responds to incidents, or reads about them.
type User struct {
	bun.BaseModel `bun:"table:users,alias:user"`
	Placed

	ID           string `bun:",pk"`
	Name         string
	Email        string
	EmailKey     string // the e-mail as it is compared: see EmailKey
	Role         Role
	Status       UserStatus
	TimeZone     string     // IANA name
	PasswordHash *string    // argon2id, PHC format; nil: no password yet
	ArchivedAt   *time.Time // nil: not deleted
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

// EmailKey returns an e-mail address as addresses are compared: without case.
func EmailKey(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// Team is a group of users that owns services and takes incidents.
type Team struct {
	bun.BaseModel `bun:"table:teams,alias:team"`
	Placed

	ID          string `bun:",pk"`
	Name        string
	Description *string
	ArchivedAt  *time.Time // nil: not deleted
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// TeamRole is what a member may do in a team.
type TeamRole string

// The roles in a team.
const (
	TeamOwner      TeamRole = "OWNER"
	TeamAdmin      TeamRole = "ADMIN"
	TeamMemberRole TeamRole = "MEMBER"
)

// TeamMember is a user's place in a team.
type TeamMember struct {
	bun.BaseModel `bun:"table:team_members,alias:team_member"`
	Placed

	TeamID    string `bun:",pk"`
	UserID    string `bun:",pk"`
	Role      TeamRole
	CreatedAt time.Time
}
