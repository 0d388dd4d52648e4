// Package sns confirms to Amazon SNS that a topic may send here. What asks for it is a
// message that anybody could write, and names an address to be called: so that address has
// to be of Amazon SNS, and the message has to be signed by it.
package sns

import (
	"context"
	"log/slog"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/lenient"
	"github.com/opsknight/opsknight/internal/webhook"
)

// Confirmer answers requests to confirm subscriptions.
type Confirmer struct {
	Client *webhook.Client  // keeps requests from addresses that are not public
	Now    func() time.Time // certificates are valid for a time
	Log    *slog.Logger
}

// Confirm subscribes the topic of a message of the type SubscriptionConfirmation. It takes
// as long as Amazon takes to answer two requests, and is not for a transaction.
//
// Faults: Invalid, if the message is not Amazon's or Amazon does not confirm it.
func (c *Confirmer) Confirm(ctx context.Context, body []byte) error {
	m, err := read(body)
	if err == nil {
		err = c.confirm(ctx, m)
	}
	if err != nil {
		c.Log.WarnContext(ctx, "a subscription of Amazon SNS is not confirmed", "topic", m.topic, "error", err)
		return err
	}
	c.Log.InfoContext(ctx, "a subscription of Amazon SNS is confirmed", "topic", m.topic)
	return nil
}

func (c *Confirmer) confirm(ctx context.Context, m message) error {
	if err := m.checkSubscribeURL(); err != nil {
		return err
	}
	if err := c.verify(ctx, m); err != nil {
		return err
	}
	answer, err := c.Client.Get(ctx, m.subscribeURL)
	if err != nil {
		return fault.New(fault.Invalid, "Amazon SNS was not reached to confirm the subscription: %s. Request the confirmation again.", err)
	}
	if !answer.OK() {
		return fault.New(fault.Invalid, "Amazon SNS answered %d and did not confirm the subscription. Request the confirmation again.", answer.Status)
	}
	return nil
}

// message is a request to confirm a subscription. Source: Amazon SNS's documentation,
// "HTTP/HTTPS subscription confirmation JSON format".
type message struct {
	id, kind, text, timestamp, token, topic string
	subscribeURL                            string
	version, signature, certURL             string
}

func read(body []byte) (message, error) {
	fields, ok := lenient.Read(body)
	if !ok {
		return message{}, fault.New(fault.Invalid, "The body is one JSON object.")
	}
	var problems fault.Collector
	text := func(name string) string {
		value := fields.Text(&problems, "", name)
		if value == "" && problems.Err() == nil {
			problems.Add(name, "required", "%s is required: Amazon SNS sends it to confirm a subscription.", name)
		}
		return value
	}
	m := message{
		id: text("MessageId"), kind: text("Type"), text: text("Message"), timestamp: text("Timestamp"), token: text("Token"), topic: text("TopicArn"),
		subscribeURL: text("SubscribeURL"), version: text("SignatureVersion"), signature: text("Signature"), certURL: text("SigningCertURL"),
	}
	return m, problems.Err()
}

// host is what Amazon SNS is called in its regions.
var host = regexp.MustCompile(`^sns\.([a-z0-9]+(?:-[a-z0-9]+)*)\.amazonaws\.com(?:\.cn)?$`)

// amazonURL returns an address of Amazon SNS and its region. The host has to be exactly
// one of its names: no port, no user, no longer name that begins or ends as it does.
func amazonURL(field, text string) (address *url.URL, region string, _ error) {
	address, err := url.Parse(text)
	if err == nil && address.Scheme == "https" && address.User == nil && address.Opaque == "" && address.Fragment == "" {
		if found := host.FindStringSubmatch(address.Host); found != nil {
			return address, found[1], nil
		}
	}
	return nil, "", fault.Field(field, "refused_address", "%s is not an address of Amazon SNS, as https://sns.us-east-1.amazonaws.com/ is.", field)
}

// checkSubscribeURL refuses an address that does anything but confirm the subscription of
// this topic in its own region.
func (m message) checkSubscribeURL() error {
	address, region, err := amazonURL("SubscribeURL", m.subscribeURL)
	if err != nil {
		return err
	}
	arn := strings.Split(m.topic, ":") // arn:aws:sns:us-east-1:123456789012:name
	if len(arn) != 6 || arn[0] != "arn" || arn[2] != "sns" || arn[3] != region {
		return fault.Field("TopicArn", "invalid_format", "TopicArn is not that of a topic in the region of SubscribeURL.")
	}
	query, err := url.ParseQuery(address.RawQuery)
	once := func(name, value string) bool { return len(query[name]) == 1 && query[name][0] == value }
	if err != nil || address.Path != "/" && address.Path != "" || !once("Action", "ConfirmSubscription") || !once("TopicArn", m.topic) || !once("Token", m.token) {
		return fault.Field("SubscribeURL", "invalid_format", "SubscribeURL does not confirm the subscription of TopicArn with Token.")
	}
	return nil
}
