package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/sync/errgroup"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/engine"
	"github.com/opsknight/opsknight/internal/feed"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/internal/metrics"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/internal/sns"
	"github.com/opsknight/opsknight/model"
	"github.com/opsknight/opsknight/rest"
)

// gcPercent lets the heap grow to five times what lives of it before it is
// collected: what lives is a few megabytes, and to collect it at twice that took a
// sixth of the CPU under load. GOGC in the environment overrides it.
const gcPercent = 400

// serveSettings are the flags of serve.
type serveSettings struct {
	storage
	addr          string
	limits        ratelimit.Limits
	proxies       []string
	publicURL     string
	smtpURL       string
	smtpFrom      string
	introspection bool
	logFormat     string
	secretKey     string
	webhooks      webhookSettings
	oidc          oidcSettings
	retention     retentionSettings
	readURL       string
	metricsAddr   string
	tlsCert       string
	tlsKey        string
}

func serveCommand() *cobra.Command {
	var s serveSettings
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the API",
		Long:  "Serve the API. The database is migrated first; any number of servers may share one PostgreSQL.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			log, err := newLog(cmd, s.logFormat)
			if err != nil {
				return err
			}
			return serve(cmd.Context(), s, log)
		},
	}
	s.bind(cmd.Flags())
	return cmd
}

func (s *serveSettings) bind(flags *pflag.FlagSet) {
	s.flags(flags)
	flags.StringVar(&s.readURL, "database-read-url", "", "postgres://… of a replica, for what may be some seconds old [DATABASE_READ_URL]")
	flags.StringVar(&s.addr, "addr", "127.0.0.1:8080", "address to listen on")
	flags.StringVar(&s.tlsCert, "tls-cert", "", "certificate in PEM form, with those between it and the root, to serve HTTPS; read anew when it changes")
	flags.StringVar(&s.tlsKey, "tls-key", "", "private key of --tls-cert, in PEM form")
	flags.IntVar(&s.limits.Events, "rate-events", 100, "events a minute for each key; 0: no limit")
	flags.IntVar(&s.limits.Reads, "rate-reads", 300, "reads a minute for each key; 0: no limit")
	flags.IntVar(&s.limits.Writes, "rate-writes", 100, "writes a minute for each key; 0: no limit")
	flags.StringSliceVar(&s.proxies, "trusted-proxy", nil, "address or network of a proxy whose X-Forwarded-For is believed; repeatable")
	flags.StringVar(&s.publicURL, "public-url", "", "where people reach the server, as https://opsknight.example.com")
	flags.StringVar(&s.smtpURL, "smtp-url", "", "mail server, as smtp://user:password@mail.example.com:587 or smtps://…; without one no mail is sent")
	flags.StringVar(&s.smtpFrom, "smtp-from", "", "sender of mails, as 'OpsKnight <opsknight@example.com>'")
	flags.BoolVar(&s.introspection, "introspection", true, "let clients read the GraphQL schema")
	flags.StringVar(&s.logFormat, "log-format", "json", "json or text")
	s.webhooks.flags(flags)
	s.oidc.flags(flags)
	s.retention.flags(flags)
	flags.StringVar(&s.metricsAddr, "metrics-addr", "", "address to serve /metrics on, in place of --addr")
	flags.StringVar(&s.secretKey, "secret-key", "", "base64 of 32 bytes, which secrets in the database are sealed with (default: secret.key in --data-dir, made at the first start)")
}

// serve serves until ctx ends. Then it lets the requests in flight finish, stores
// the events that were taken, and closes the database last.
func serve(ctx context.Context, s serveSettings, log *slog.Logger) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	go rest.Prepare() // while the database is opened
	trusted, err := prefixes("--trusted-proxy", s.proxies)
	if err != nil {
		return err
	}
	webhooks, err := s.webhooks.read()
	if err != nil {
		return err
	}
	keep, err := s.retention.read()
	if err != nil {
		return err
	}
	if err := s.oidc.check(); err != nil {
		return err
	}
	own, err := loadCertificate(s.tlsCert, s.tlsKey, log)
	if err != nil {
		return err
	}
	d, err := s.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	if s.readURL != "" {
		if err := d.ReadFrom(s.readURL); err != nil {
			return usageError{fmt.Errorf("--database-read-url: %w", err)}
		}
	}
	traced, err := startTracing(ctx, d, log)
	if err != nil {
		return err
	}
	defer stopTracing(ctx, traced, log)
	box, err := s.secrets(ctx, d)
	if err != nil {
		return err
	}
	webhooks.DB, webhooks.Box, webhooks.Log = d, box, log

	doorkeeper := gate.New(d, log)
	doorkeeper.Limits, doorkeeper.Trusted = s.limits, trusted
	if err := s.browsers(&doorkeeper.Browsers); err != nil {
		return err
	}
	mailer, letters, err := s.mail()
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.addr)
	if err != nil {
		return err
	}
	apart, err := listenForMetrics(ctx, s.metricsAddr, log)
	if err != nil {
		return err
	}
	public := s.reachedAt(listener.Addr())
	signOn, signOnIs, err := s.oidc.open(d, doorkeeper, box, public, log)
	if err != nil {
		return err
	}
	pager := &notify.Pager{URL: public, Box: box}
	measured := metrics.New(d)
	events := incident.NewBatcher(d, log)
	events.Observe, webhooks.Observe = measured.Batch, measured.Webhook
	defer events.Close()
	changes := feed.New(d, log)
	handler, err := routes(server{
		db: d, log: log, events: events, feed: changes, introspection: s.introspection, gate: doorkeeper, letters: letters, pager: pager,
		hooks: account.Hooks{Box: box, Client: webhooks.Client}, publicURL: s.publicURL, tracing: traced, metrics: measured, metricsApart: apart != nil,
		topics: &sns.Confirmer{Client: webhooks.Client, Now: d.Now, Log: log},
		signOn: signOn, signOnIs: signOnIs,
	})
	if err != nil {
		return err
	}
	if err := awaitAdmin(ctx, d, log); err != nil {
		return err
	}
	log.InfoContext(ctx, "listening", "addr", listener.Addr().String(), "database", kind(d))

	g, ctx := errgroup.WithContext(ctx)
	serveOn(ctx, g, listener, own, handler, log)
	if apart != nil {
		serveOn(ctx, g, apart, nil, metricsOnly(measured), log)
	}
	g.Go(func() error {
		doorkeeper.Keys.Run(ctx)
		return nil
	})
	g.Go(func() error {
		doorkeeper.Limiter.Run(ctx)
		return nil
	})
	g.Go(func() error {
		changes.Run(ctx)
		return nil
	})
	g.Go(func() error {
		d.RunSignals(ctx, s.direct, log)
		return nil
	})
	g.Go(func() error {
		d.RunReplica(ctx, log)
		return nil
	})
	g.Go(func() error {
		(&engine.Retention{DB: d, Keep: keep, Log: log, Observe: measured.Forgotten}).Run(ctx)
		return nil
	})
	g.Go(func() error {
		sending := &engine.Notifications{
			DB: d, Sender: &notify.Sender{Mailer: mailer, Client: webhooks.Client, Box: box}, Log: log, Observe: measured.Notification,
		}
		(&engine.Engine{DB: d, Pager: pager, Notifications: sending, Webhooks: webhooks, Log: log, Observe: measured.Escalated}).Run(ctx)
		return nil
	})
	return g.Wait()
}

// reachedAt is where people reach the server: the links in pages lead there.
func (s serveSettings) reachedAt(listening net.Addr) string {
	if s.publicURL != "" {
		return strings.TrimSuffix(s.publicURL, "/")
	}
	scheme := "http://"
	if s.tlsCert != "" {
		scheme = "https://"
	}
	return scheme + listening.String()
}

// browsers says how browsers reach the server.
func (s serveSettings) browsers(b *gate.Browsers) error {
	if s.publicURL != "" {
		public, err := url.Parse(s.publicURL)
		if err != nil || public.Host == "" || public.Scheme != "https" && public.Scheme != "http" {
			return usageError{fmt.Errorf("--public-url %q is not an address such as https://opsknight.example.com", s.publicURL)}
		}
		b.Secure = public.Scheme == "https"
		if err := b.CrossOrigin.AddTrustedOrigin(public.Scheme + "://" + public.Host); err != nil {
			return usageError{fmt.Errorf("--public-url: %w", err)}
		}
	}
	host, _, err := net.SplitHostPort(s.addr)
	address, addressErr := netip.ParseAddr(host)
	b.Local = s.publicURL == "" && len(s.proxies) == 0 && err == nil && (host == "localhost" || addressErr == nil && address.IsLoopback())
	return nil
}

// mail says by what mails are sent, and where their links lead; nothing if the server
// sends none.
func (s serveSettings) mail() (*notify.Mailer, account.Letters, error) {
	if s.smtpURL == "" {
		return nil, account.Letters{}, nil
	}
	mailer, err := notify.NewMailer(s.smtpURL, s.smtpFrom)
	if err != nil {
		return nil, account.Letters{}, usageError{fmt.Errorf("--smtp-url and --smtp-from: %w", err)}
	}
	if s.publicURL == "" {
		return nil, account.Letters{}, usageError{errors.New("with --smtp-url give --public-url as well: mails have links")}
	}
	return mailer, account.Letters{URL: strings.TrimSuffix(s.publicURL, "/")}, nil
}

// awaitAdmin tells the set-up token, while there is nobody.
func awaitAdmin(ctx context.Context, d *db.DB, log *slog.Logger) error {
	token, err := db.Write(ctx, d.In(model.Live), account.SetupToken)
	if err == nil && token != "" {
		log.WarnContext(ctx, "nobody can sign in yet: make the first administrator with this token", "setup_token", token)
	}
	return err
}

func kind(d *db.DB) string {
	if d.Postgres() {
		return "PostgreSQL"
	}
	return "SQLite " + d.URL()
}

// prefixes reads the addresses and networks of a flag.
func prefixes(flag string, texts []string) ([]netip.Prefix, error) {
	var found []netip.Prefix
	for _, text := range texts {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			address, addressErr := netip.ParseAddr(text)
			if addressErr != nil {
				return nil, usageError{fmt.Errorf("%s %q is neither an address nor a network such as 10.0.0.0/8", flag, text)}
			}
			prefix = netip.PrefixFrom(address, address.BitLen())
		}
		found = append(found, prefix.Masked())
	}
	return found, nil
}
