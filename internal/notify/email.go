// Package notify writes what people are told of incidents, and sends one message to one
// person by one channel.
package notify

import (
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"github.com/opsknight/opsknight/model"
)

// mailTimeout is how long a mail may take, from the connection to the server's answer.
const mailTimeout = 30 * time.Second

// Mailer sends mails by one SMTP server.
type Mailer struct {
	from   string
	domain string // of the sender, for Message-IDs
	client *mail.Client
}

// NewMailer returns the mailer of an SMTP server, as smtp://user:password@host:587 or
// smtps://host. By smtp:// it uses TLS if the server offers it, and never sends a
// password without.
func NewMailer(smtpURL, from string) (*Mailer, error) {
	server, err := url.Parse(smtpURL)
	if err != nil || server.Hostname() == "" || server.Scheme != "smtp" && server.Scheme != "smtps" {
		return nil, fmt.Errorf("%q is not an address such as smtp://user:password@mail.example.com:587", redacted(server))
	}
	options := []mail.Option{mail.WithTimeout(mailTimeout)}
	port := server.Port()
	switch {
	case server.Scheme == "smtps":
		options = append(options, mail.WithSSLPort(false))
	case port == "":
		options = append(options, mail.WithTLSPortPolicy(mail.TLSOpportunistic)) // 587, or else 25
	default: // that one and no other, which the policy with a port in its name would go on to
		options = append(options, mail.WithTLSPolicy(mail.TLSOpportunistic))
	}
	if port != "" {
		number, err := strconv.Atoi(port)
		if err != nil {
			return nil, fmt.Errorf("the port %q is not a number", port)
		}
		options = append(options, mail.WithPort(number))
	}
	if password, ok := server.User.Password(); ok {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(server.User.Username()), mail.WithPassword(password))
	}
	client, err := mail.NewClient(server.Hostname(), options...)
	if err != nil {
		return nil, err
	}
	sender, err := netmail.ParseAddress(from)
	if err != nil {
		return nil, fmt.Errorf("the sender %q is not a mail address: %w", from, err)
	}
	_, domain, _ := strings.Cut(sender.Address, "@")
	return &Mailer{from: from, domain: domain, client: client}, nil
}

func redacted(server *url.URL) string {
	if server == nil {
		return "smtp-url"
	}
	return server.Redacted()
}

// Check connects to the SMTP server, and signs in there if there is a password.
func (m *Mailer) Check(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, mailTimeout)
	defer cancel()
	if err := m.client.DialWithContext(ctx); err != nil {
		return err
	}
	return m.client.Close()
}

// Send sends a notification as a mail. Every attempt at one has the same Message-ID, by
// which a reader's program knows a repeat.
func (m *Mailer) Send(ctx context.Context, n *model.Notification) Outcome {
	message := mail.NewMsg()
	if err := message.From(m.from); err != nil {
		return Outcome{Err: err}
	}
	if err := message.To(n.Destination); err != nil {
		return Outcome{Err: err, Final: true}
	}
	message.Subject(n.Subject)
	message.SetMessageIDWithValue(n.ID + "@" + m.domain)
	message.SetDateWithValue(n.CreatedAt)
	message.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: nobody's absence note answers it
	message.SetBodyString(mail.TypeTextPlain, n.Body)
	err := m.client.DialAndSendWithContext(ctx, message)
	if message.IsDelivered() { // whatever went wrong after that: sent again it would come twice
		return Outcome{}
	}
	return Outcome{Err: err, Final: noSuchMailbox(err)}
}

// noSuchMailbox reports whether the server says for good that it takes no mail for the
// recipient. Whatever else it refuses may be mended on its side.
func noSuchMailbox(err error) bool {
	failure, ok := errors.AsType[*mail.SendError](err)
	return ok && failure.Reason == mail.ErrSMTPRcptTo && failure.ErrorCode() >= 500
}
