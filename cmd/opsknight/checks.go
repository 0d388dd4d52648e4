package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/internal/signon"
	"github.com/opsknight/opsknight/internal/webhook"
	"github.com/opsknight/opsknight/model"
)

// What is still well.
const (
	slowDatabase = 50 * time.Millisecond // for one question
	clockApart   = time.Second           // from the database's: turns change later here than there
	clockWrong   = 30 * time.Second      // signatures and sign-ons fail
	late         = time.Minute           // for what is due
	checkTime    = 10 * time.Second      // for one address
)

func lookAtDatabase(_ context.Context, e examined) finding {
	switch v := e.vitals; {
	case !v.Durable:
		return found(ailing, "%s has synchronous_commit off: events that were answered can be lost by a crash", v.Version)
	case v.RoundTrip > slowDatabase:
		return found(ailing, "%s takes %s for one question: have the servers near it", v.Version, v.RoundTrip.Round(time.Millisecond))
	}
	return found(healthy, "%s, answers within %s", e.vitals.Version, e.vitals.RoundTrip.Round(time.Microsecond))
}

func lookAtMigrations(_ context.Context, e examined) finding {
	switch v := e.vitals; {
	case len(v.Unknown) > 0:
		return found(broken, "a newer OpsKnight has made %s, the last %s: run that one", counted(len(v.Unknown), "migration"), v.Unknown[len(v.Unknown)-1])
	case len(v.Missing) > 0:
		return found(ailing, "%s missing: opsknight migrate, or the next start of a server, makes them", isOrAre(len(v.Missing), "migration"))
	}
	return found(healthy, "all are there")
}

func lookAtClock(ctx context.Context, e examined) finding {
	if !e.db.Postgres() {
		return lookAtFuture(ctx, e)
	}
	apart := e.vitals.Ahead.Abs()
	switch {
	case apart > clockWrong:
		return found(broken, "%s from the database's: signatures and sign-ons fail. Have both set by NTP", apart.Round(time.Second))
	case apart > clockApart:
		return found(ailing, "%s from the database's: have both set by NTP", apart.Round(time.Millisecond))
	}
	return found(healthy, "that of the database is the same, to %s", max(apart, e.vitals.RoundTrip).Round(time.Microsecond))
}

// lookAtFuture finds a clock that was set back by what was stored before that.
func lookAtFuture(ctx context.Context, e examined) finding {
	for _, env := range model.Environments {
		newest, err := db.NewestIncident(ctx, e.db.In(env))
		if err != nil {
			return found(broken, "%v", err)
		}
		if ahead := newest.Sub(e.db.Now()); ahead > clockApart {
			return found(broken, "the newest incident was opened in %s by this clock: it was set back", ahead.Round(time.Second))
		}
	}
	return found(healthy, "nothing is stored that is still to come")
}

func lookAtReplica(ctx context.Context, e examined) finding {
	if e.readURL == "" {
		return found(unused, "all is read from the primary")
	}
	state, err := e.db.CheckReplica(ctx)
	if err != nil {
		return found(ailing, "it is not read from: %v", err)
	}
	if !state.Fit {
		return found(ailing, "it is not read from: %s", state.Why)
	}
	return found(healthy, "%s behind", state.Lag.Round(time.Millisecond))
}

func lookAtSecretKey(ctx context.Context, e examined) finding {
	box, from, err := e.givenSecret()
	if err != nil {
		return found(broken, "%v", err)
	}
	kept, err := db.Fingerprint(ctx, e.db)
	switch {
	case err != nil:
		return found(broken, "%v", err)
	case box == nil && kept != "":
		return found(broken, "there is none at %s: the secrets in this database cannot be opened without the one that it was first served with", from)
	case kept == "":
		return found(healthy, "no server has used this database yet")
	case box.Fingerprint() != kept:
		return found(broken, "that of %s is not the one that this database was first served with", from)
	}
	return found(healthy, "that of %s is the one of this database", from)
}

// givenSecret is the secret key as it was given, which is not made; nil: there is none.
func (s *serveSettings) givenSecret() (box *secret.Box, from string, err error) {
	if s.secretKey != "" {
		box, err = secret.Parse(s.secretKey)
		return box, "--secret-key", err
	}
	from = filepath.Join(s.dataDir, secretFile)
	if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
		return nil, from, nil
	}
	box, err = secret.Load(from)
	return box, from, err
}

// lookAtBacklog finds what should have been done by a server that runs.
func lookAtBacklog(ctx context.Context, e examined) finding {
	now := e.db.Now()
	var behind []string
	waiting := 0
	note := func(what string, due *time.Time) {
		if due != nil && now.Sub(*due) > late {
			behind = append(behind, fmt.Sprintf("%s due for %s", what, now.Sub(*due).Round(time.Second)))
		}
	}
	for _, env := range model.Environments {
		in := e.db.In(env)
		pages, err := db.NotificationBacklog(ctx, in)
		if err != nil {
			return found(broken, "%v", err)
		}
		hooks, err := db.WebhookBacklog(ctx, in)
		if err != nil {
			return found(broken, "%v", err)
		}
		next, err := db.NextDue(ctx, in)
		if err != nil {
			return found(broken, "%v", err)
		}
		waiting += pages.Count + hooks.Count
		note(fmt.Sprintf("a notification (%s)", env), pages.Oldest)
		note(fmt.Sprintf("a webhook (%s)", env), hooks.Oldest)
		for _, what := range db.Dues {
			if at, ok := next[what]; ok {
				note(fmt.Sprintf("an incident (%s, %s)", env, strings.ReplaceAll(string(what), "_", " ")), &at)
			}
		}
	}
	if len(behind) > 0 {
		return found(ailing, "%s: does a server run on this database?", strings.Join(behind, ", "))
	}
	return found(healthy, "nothing is late; %s to be sent, now or later", isOrAre(waiting, "message"))
}

func lookAtMail(ctx context.Context, e examined) finding {
	mailer, _, err := e.mail()
	if err != nil {
		return found(broken, "%v", err)
	}
	if mailer == nil {
		return found(unused, "no mail is sent without --smtp-url")
	}
	if err := mailer.Check(ctx); err != nil {
		return found(broken, "the mail server does not take us: %v", err)
	}
	return found(healthy, "the mail server takes us")
}

func lookAtSignOn(ctx context.Context, e examined) finding {
	if e.oidc.issuer == "" {
		return found(unused, "people sign in by passwords")
	}
	provider := signon.NewProvider(signon.Settings{Issuer: e.oidc.issuer, ClientID: e.oidc.clientID, ClientSecret: e.oidc.clientSecret}, e.db.Now)
	if err := provider.Check(ctx); err != nil {
		return found(broken, "%v", err)
	}
	return found(healthy, "%s tells how to sign in there", e.oidc.issuer)
}

// lookAtWebhooks connects to each endpoint, and sends nothing.
func lookAtWebhooks(ctx context.Context, e examined) finding {
	sender, err := e.webhooks.read()
	if err != nil {
		return found(broken, "%v", err)
	}
	var failed []string
	reached := map[string]bool{}
	for _, env := range model.Environments {
		hooks, err := db.ActiveWebhooks(ctx, e.db.In(env))
		if err != nil {
			return found(broken, "%v", err)
		}
		for _, hook := range hooks {
			place := origin(hook.URL)
			if place == "" || reached[place] {
				continue
			}
			reached[place] = true
			if err := reach(ctx, sender.Client, place); err != nil {
				failed = append(failed, fmt.Sprintf("%s (%s): %v", place, hook.Name, err))
			}
		}
	}
	switch {
	case len(failed) > 0:
		return found(broken, "%d of %d addresses cannot be reached:\n%s", len(failed), len(reached), strings.Join(failed, "\n"))
	case len(reached) == 0:
		return found(unused, "there are none")
	}
	return found(healthy, "%s reachable", isOrAre(len(reached), "address"))
}

func reach(ctx context.Context, client *webhook.Client, place string) error {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	return client.Reach(ctx, place)
}

// origin is where a URL leads, without its path, in which there may be a secret.
func origin(text string) string {
	where, err := url.Parse(text)
	if err != nil {
		return ""
	}
	return where.Scheme + "://" + where.Host
}

// lookAtPublicURL asks the server by the address that people use, as they do.
func lookAtPublicURL(ctx context.Context, e examined) finding {
	if e.publicURL == "" {
		return found(unused, "--public-url is not set: links in pages lead to --addr")
	}
	if err := answersOK(ctx, http.DefaultClient, strings.TrimSuffix(e.publicURL, "/")+"/healthz"); err != nil {
		return found(broken, "%v: does it lead to a server that runs?", err)
	}
	return found(healthy, "a server answers at %s", e.publicURL)
}

// isOrAre is a number of things in words, as the subject of a sentence.
func isOrAre(n int, thing string) string {
	if n == 1 {
		return counted(n, thing) + " is"
	}
	return counted(n, thing) + " are"
}
