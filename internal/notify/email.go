// Package notify writes what people are told of incidents, and sends one message to one
// person by one channel.
package notify

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
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
	options := []mail.Option{mail.WithTimeout(mailTimeout), mail.WithTLSPortPolicy(mail.TLSOpportunistic)}
	if server.Scheme == "smtps" {
		options = append(options, mail.WithSSLPort(false))
	}
	if port := server.Port(); port != "" {
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
	sender := mail.NewMsg()
	if err := sender.From(from); err != nil {
		return nil, fmt.Errorf("the sender %q is not a mail address: %w", from, err)
	}
	return &Mailer{from: from, domain: server.Hostname(), client: client}, nil
}

func redacted(server *url.URL) string {
	if server == nil {
		return "smtp-url"
	}
	return server.Redacted()
}

// Send sends a notification as a mail. Every attempt at one has the same Message-ID, by
// which a reader's program knows a repeat.
func (m *Mailer) Send(ctx context.Context, n *model.Notification) error {
	message := mail.NewMsg()
	if err := message.From(m.from); err != nil {
		return err
	}
	if err := message.To(n.Destination); err != nil {
		return err
	}
	message.Subject(n.Subject)
	message.SetMessageIDWithValue(n.ID + "@" + m.domain)
	message.SetDateWithValue(n.CreatedAt)
	message.SetBodyString(mail.TypeTextPlain, n.Body)
	return m.client.DialAndSendWithContext(ctx, message)
}
