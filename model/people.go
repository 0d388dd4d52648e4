package model

import (
	"slices"
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
	TimeZone     string             // IANA name
	Notify       []NotificationRule `bun:",type:json"` // empty: by e-mail of every urgency
	PasswordHash *string            `audit:"secret"`   // argon2id, PHC format; nil: no password yet
	SearchText   string             `audit:"-"`
	ArchivedAt   *time.Time         // nil: not deleted
}

// Index sets what a search looks in, and the e-mail as it is compared.
func (u *User) Index() {
	u.EmailKey = EmailKey(u.Email)
	u.SearchText = searchText(u.Name, u.Email, u.ID)
}

// NotificationRule is how a user is told of incidents of some urgencies.
type NotificationRule struct {
	Channel   NotificationChannel `json:"channel"`
	Urgencies []Urgency           `json:"urgencies"`
	SealedURL string              `json:"url,omitempty"`  // of a channel that posts
	Host      string              `json:"host,omitempty"` // of the URL, to show
}

// NotificationChannel is by what a user is told.
type NotificationChannel string

// The channels.
const (
	ChannelEmail   NotificationChannel = "EMAIL"
	ChannelSlack   NotificationChannel = "SLACK"   // an incoming webhook of Slack
	ChannelTeams   NotificationChannel = "TEAMS"   // an incoming webhook of Microsoft Teams
	ChannelWebhook NotificationChannel = "WEBHOOK" // any URL
	ChannelInbox   NotificationChannel = "INBOX"   // the web app's inbox alone
)

// NotificationChannels lists every channel.
var NotificationChannels = []NotificationChannel{ChannelEmail, ChannelInbox}

// Channels returns by what the user is told of incidents of an urgency, each once.
// Who has no rules is told by e-mail.
func (u *User) Channels(urgency Urgency) []NotificationChannel {
	if len(u.Notify) == 0 {
		return []NotificationChannel{ChannelEmail}
	}
	found := []NotificationChannel{}
	for _, rule := range u.Notify {
		if slices.Contains(rule.Urgencies, urgency) && !slices.Contains(found, rule.Channel) {
			found = append(found, rule.Channel)
		}
	}
	return found
}

// Destination returns where a channel leads for the user: an e-mail address, the sealed
// URL of the rule for an urgency, or nowhere.
func (u *User) Destination(channel NotificationChannel, urgency Urgency) string {
	if channel == ChannelEmail {
		return u.Email
	}
	for _, rule := range u.Notify {
		if rule.Channel == channel && slices.Contains(rule.Urgencies, urgency) {
			return rule.SealedURL
		}
	}
	return ""
}

// Reaches reports whether who is told by these channels counts as reached. The inbox
// alone does not: it waits to be looked at. In TEST nobody is told, and all count.
func Reaches(env Environment, channels []NotificationChannel) bool {
	if env == Test {
		return len(channels) > 0
	}
	return slices.ContainsFunc(channels, func(c NotificationChannel) bool { return c != ChannelInbox })
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
