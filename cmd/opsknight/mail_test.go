package main

import (
	"bufio"
	"bytes"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/mail"
	"net/textproto"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/demo"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/model"
)

// postOffice is an SMTP server that keeps what it is sent.
type postOffice struct {
	address string
	mails   chan *mail.Message
	busy    atomic.Bool // it reads a mail, and says that it cannot take it now
	closed  atomic.Bool // it has no mailbox for anybody
}

// openPostOffice serves SMTP on a free port until the test ends.
func openPostOffice(t *testing.T) *postOffice {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	office := &postOffice{address: listener.Addr().String(), mails: make(chan *mail.Message, 10)}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go office.serve(connection)
		}
	}()
	return office
}

// serve speaks as much SMTP as a client needs that sends a mail.
func (o *postOffice) serve(connection net.Conn) {
	defer func() { _ = connection.Close() }()
	client := textproto.NewConn(connection)
	answer := func(line string) bool { return client.PrintfLine("%s", line) == nil }
	if !answer("220 post office") {
		return
	}
	for {
		line, err := client.ReadLine()
		if err != nil {
			return
		}
		command, _, _ := strings.Cut(strings.ToUpper(line), " ")
		switch command {
		case "DATA":
			answer("354 go on")
			text, err := client.ReadDotBytes()
			if err != nil {
				return
			}
			read, err := mail.ReadMessage(bufio.NewReader(bytes.NewReader(text)))
			if err != nil {
				answer("554 this is no mail")
				continue
			}
			o.mails <- read
			if o.busy.Load() {
				answer("451 try again later")
				continue
			}
			answer("250 taken")
		case "RCPT":
			if o.closed.Load() {
				answer("550 no such mailbox")
				continue
			}
			answer("250 ok")
		case "QUIT":
			answer("221 bye")
			return
		default:
			answer("250 ok")
		}
	}
}

// next waits for the next mail, and returns its head and its text.
func (o *postOffice) next(t *testing.T) (mail.Header, string) {
	t.Helper()
	select {
	case read := <-o.mails:
		body := read.Body
		if strings.EqualFold(read.Header.Get("Content-Transfer-Encoding"), "quoted-printable") {
			body = quotedprintable.NewReader(body)
		}
		text, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		return read.Header, string(text)
	case <-time.After(30 * time.Second):
		t.Fatal("no mail has come")
	}
	return nil, ""
}

// TestAPasswordIsResetByMail runs the server with an SMTP server, as somebody does who has
// forgotten the password and reads the mail.
func TestAPasswordIsResetByMail(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			url := dbtest.URL(t, kind)
			made, err := demo.Fill(t.Context(), dbtest.Open(t, url))
			if err != nil {
				t.Fatal(err)
			}
			office := openPostOffice(t)
			p := startProcess(t, url, "--smtp-url", "smtp://"+office.address, "--smtp-from", "OpsKnight <opsknight@example.com>", "--public-url", "http://ops.example.com/")
			s := &testServer{Result: made, url: p.url}
			b := s.browser()
			b.run(t, `mutation { requestPasswordReset(input: {email: "alice@example.com"}) { accepted } }`, nil).is(t, map[string]string{"errors": "absent"})

			head, text := office.next(t)
			for !strings.Contains(head.Get("To"), "alice@") { // the example's incidents are told of as well
				head, text = office.next(t)
			}
			subject, err := new(mime.WordDecoder).DecodeHeader(head.Get("Subject"))
			if err != nil || subject != "Choose a new password for OpsKnight" {
				t.Errorf("the subject is %q (%v)", subject, err)
			}
			if to, err := head.AddressList("To"); err != nil || len(to) != 1 || to[0].Address != "alice@example.com" {
				t.Errorf("it goes to %v (%v)", to, err)
			}
			if from, err := head.AddressList("From"); err != nil || from[0].Address != "opsknight@example.com" || from[0].Name != "OpsKnight" {
				t.Errorf("it comes from %v (%v)", from, err)
			}
			_, token, found := strings.Cut(text, "http://ops.example.com/reset-password#token=")
			if !found {
				t.Fatalf("the mail has no link: %s", text)
			}
			token, _, _ = strings.Cut(strings.ReplaceAll(token, "\r", ""), "\n")
			b.run(t, `mutation($token: String!) { resetPassword(input: {token: $token, newPassword: "a new long password"}) { viewer { name } } }`, map[string]string{"token": token}).
				is(t, map[string]string{"errors": "absent", "data.resetPassword.viewer.name": "Alice Smith"})
			b.run(t, `{ viewer { name } }`, nil).want(t, http.StatusOK)
			s.Admin.Password = "a new long password"
			s.browser().run(t, signIn, s.Admin).is(t, map[string]string{"errors": "absent"})
		})
	}
}

// TestAPageByMail sends a page that the mail server does not take at first.
func TestAPageByMail(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.quiet(t)
		office := openPostOffice(t)
		mailer, err := notify.NewMailer("smtp://"+office.address, "OpsKnight <opsknight@example.com>")
		if err != nil {
			t.Fatal(err)
		}
		s.engine.Notifications.Sender.Mailer = mailer
		service := s.ladder(t)
		id := s.event(t, trigger(service, "cpu")).at(t, "data.incident.id")
		office.busy.Store(true)
		s.tick(t)
		first, _ := office.next(t)
		s.wantSent(t, id, "INBOX SENT 0", "EMAIL PENDING 1")
		office.busy.Store(false)
		s.clock.Advance(5 * time.Second)
		s.tick(t)
		s.wantSent(t, id, "INBOX SENT 0", "EMAIL SENT 2")
		again, text := office.next(t)
		page := s.notifications(t, model.Live, id)[1]
		for name, want := range map[string]string{
			"Message-ID": "<" + page.ID + "@example.com>", "Subject": "[HIGH] Ladder: Down", "To": "<ben@example.com>", "Auto-Submitted": "auto-generated",
		} {
			if first.Get(name) != want || again.Get(name) != want {
				t.Errorf("%s is %q, and again %q; want %q", name, first.Get(name), again.Get(name), want)
			}
		}
		if got := strings.ReplaceAll(text, "\r\n", "\n"); strings.TrimSpace(got) != strings.TrimSpace(page.Body) {
			t.Errorf("it says\n%s\nwant\n%s", got, page.Body)
		}
		link := ackLink.FindStringSubmatch(text)
		s.send(t, request{method: http.MethodPost, path: link[1], key: noKey}).want(t, http.StatusOK)
		s.get(t, "/api/incidents/"+id).is(t, map[string]string{"data.status": "ACKNOWLEDGED"})

		office.closed.Store(true)
		id = s.event(t, trigger(service, "disk")).at(t, "data.incident.id")
		s.tick(t)
		s.wantSent(t, id, "INBOX SENT 0", "EMAIL FAILED 1")
	})
}
