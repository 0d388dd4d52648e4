package notify

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"github.com/opsknight/opsknight/model"
)

// grantLife is how long the acknowledge link of a page is good.
const grantLife = 7 * 24 * time.Hour

// grantPurpose is what the signature of a grant is good for.
const grantPurpose = "acknowledge link"

// Grant lets who has it acknowledge one incident in the name of one user.
type Grant struct {
	Environment model.Environment
	IncidentID  string
	UserID      string
	Until       time.Time // to the second
}

// token writes the grant with its signature, for a link.
func (p *Pager) token(g Grant) string {
	text := strings.Join([]string{string(g.Environment), g.IncidentID, g.UserID, strconv.FormatInt(g.Until.Unix(), 10)}, " ")
	return base64.RawURLEncoding.EncodeToString([]byte(text)) + "." + base64.RawURLEncoding.EncodeToString(p.Box.Sign(grantPurpose, []byte(text)))
}

// Granted returns the grant that a token of a link is, if this server has signed it and
// it is still good.
func (p *Pager) Granted(token string, now time.Time) (Grant, bool) {
	encoded, signed, _ := strings.Cut(token, ".")
	text, err := base64.RawURLEncoding.DecodeString(encoded)
	if err != nil {
		return Grant{}, false
	}
	signature, err := base64.RawURLEncoding.DecodeString(signed)
	if err != nil || !p.Box.Verify(grantPurpose, text, signature) {
		return Grant{}, false
	}
	parts := strings.Split(string(text), " ")
	until, err := strconv.ParseInt(parts[len(parts)-1], 10, 64)
	if err != nil || len(parts) != 4 {
		return Grant{}, false
	}
	g := Grant{Environment: model.Environment(parts[0]), IncidentID: parts[1], UserID: parts[2], Until: time.Unix(until, 0).UTC()}
	return g, now.Before(g.Until)
}
