package account

import (
	"fmt"
	"net/url"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// Letters writes the mails about accounts. The zero value is that of a server that
// sends none.
type Letters struct {
	URL string // where people reach the server, without a slash at the end
}

func (l Letters) reset(tx db.Tx, user *model.User, token string) *model.Notification {
	return l.mail(tx, user, "Choose a new password for OpsKnight", fmt.Sprintf(`Hello %s,

somebody, perhaps you, has asked for a new password for your account. To choose one, open this page within an hour:

%s

If it was not you, you need do nothing: the present password stays.
`, user.Name, l.link("reset-password", token)))
}

func (l Letters) invitation(tx db.Tx, by model.Actor, user *model.User, token string) *model.Notification {
	return l.mail(tx, user, by.Name+" has invited you to OpsKnight", fmt.Sprintf(`Hello %s,

%s has invited you to OpsKnight, which tells who is on call and takes incidents to them. To choose a password and sign in, open this page within seven days:

%s
`, user.Name, by.Name, l.link("accept-invitation", token)))
}

// link leads to a page of the web app. The token is in the fragment, which browsers do
// not send: it is in no log of a proxy.
func (l Letters) link(page, token string) string {
	return l.URL + "/" + page + "#token=" + url.QueryEscape(token)
}

func (l Letters) mail(tx db.Tx, to *model.User, subject, body string) *model.Notification {
	return &model.Notification{
		ID: tx.NewID(model.NotificationID), UserID: to.ID, Occasion: "letter", Channel: model.ChannelEmail, Destination: to.Email,
		Subject: subject, Body: body, Status: model.NotificationPending, NextAttemptAt: &tx.Now, CreatedAt: tx.Now,
	}
}
