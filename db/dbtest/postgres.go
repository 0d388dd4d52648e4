package dbtest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Server is a PostgreSQL server that stores what it is given only until it is
// stopped.
type Server struct {
	base    *url.URL // of its database "postgres"
	process *exec.Cmd
	dir     string

	binary     string
	args       []string
	attributes *syscall.SysProcAttr
}

// unsafe are the settings of a server whose data nobody needs after a crash.
var unsafe = []string{"fsync=off", "synchronous_commit=off", "full_page_writes=off"}

// Start makes a cluster in a temporary folder and serves it on a Unix socket only,
// with PostgreSQL's own settings but for those given.
func Start(settings ...string) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	s := &Server{}
	if s.dir, err = os.MkdirTemp("", "opsknight-pg-"); err != nil {
		return nil, err
	}
	attributes := &syscall.SysProcAttr{}
	dieWithParent(attributes)
	if err := asNobody(attributes, s.dir); err != nil {
		return nil, err
	}
	data := filepath.Join(s.dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "opsknight", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	initdb.SysProcAttr, initdb.Dir = attributes, s.dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	s.binary, s.args, s.attributes = filepath.Join(bin, "postgres"), serverArgs(s.dir, settings), attributes
	s.base = &url.URL{Scheme: "postgres", User: url.User("opsknight"), Path: "/postgres", RawQuery: url.Values{"host": {s.dir}}.Encode()}
	return s, s.launch()
}

// serverArgs are the arguments of a server whose data and socket are in a folder.
func serverArgs(dir string, settings []string) []string {
	args := []string{"-D", filepath.Join(dir, "data"), "-k", dir, "-c", "listen_addresses=", "-c", "max_connections=300"}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	return args
}

// launch starts the server on its data, and waits until it answers.
func (s *Server) launch() error {
	s.process = exec.Command(s.binary, s.args...)
	s.process.SysProcAttr, s.process.Dir = s.attributes, s.dir
	log, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }() // the server has its own
	s.process.Stdout, s.process.Stderr = log, log
	if err := s.process.Start(); err != nil {
		return err
	}
	return s.ready()
}

// Crash ends the server at once, as a crash does, and starts it again on what is on the
// disk.
func (s *Server) Crash() error {
	if err := s.Kill(); err != nil {
		return err
	}
	return s.launch()
}

// Kill ends the server at once, as a crash does, until Revive.
func (s *Server) Kill() error {
	if err := s.process.Process.Signal(syscall.SIGQUIT); err != nil {
		return err
	}
	_ = s.process.Wait() // it did not end well
	return nil
}

// ready waits until the server answers.
func (s *Server) ready() error {
	for deadline := time.Now().Add(30 * time.Second); ; {
		err := s.Exec("SELECT 1")
		if err == nil {
			return nil
		}
		if time.Now().After(deadline) {
			said, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			return fmt.Errorf("the server does not answer: %w: %s", err, said)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// URL is the address of one of the server's databases.
func (s *Server) URL(database string) string {
	u := *s.base
	u.Path = "/" + database
	return u.String()
}

// PID is the process of the server, the parent of those that serve connections; 0
// if it was not started here.
func (s *Server) PID() int {
	if s.process == nil {
		return 0
	}
	return s.process.Process.Pid
}

// Exec runs one statement on the server's own database.
func (s *Server) Exec(statement string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.base.String())
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, statement)
	return err
}

// Stop ends the server and removes its data.
func (s *Server) Stop() {
	if s.process != nil {
		_ = s.process.Process.Signal(syscall.SIGQUIT)
		_ = s.process.Wait()
	}
	if s.dir != "" {
		_ = os.RemoveAll(s.dir)
	}
}

// shared is the server of this test process.
var shared struct {
	once     sync.Once
	server   *Server
	err      error
	template string
	mu       sync.Mutex // CREATE DATABASE copies a template that nobody else may use
}

// postgresURL copies the migrated template into a new database.
func postgresURL(t testing.TB) string {
	t.Helper()
	shared.once.Do(func() { shared.err = startShared() })
	if shared.err != nil {
		t.Fatalf("no PostgreSQL to test on: %v", shared.err)
	}
	name := databaseName()
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if err := shared.server.Exec("CREATE DATABASE " + name + " TEMPLATE " + shared.template + " STRATEGY file_copy"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := shared.server.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return shared.server.URL(name)
}

// startShared starts a private server, or takes the one at TEST_DATABASE_URL, and
// migrates the template that test databases are copied from.
func startShared() error {
	var err error
	if given := os.Getenv("TEST_DATABASE_URL"); given != "" {
		shared.server = &Server{}
		shared.server.base, err = url.Parse(given)
	} else {
		shared.server, err = Start(unsafe...)
	}
	if err != nil {
		return err
	}
	shared.template = databaseName()
	if err := shared.server.Exec("CREATE DATABASE " + shared.template); err != nil {
		return err
	}
	return migrate(shared.server.URL(shared.template))
}

func stop() {
	if shared.server == nil {
		return
	}
	_ = shared.server.Exec("DROP DATABASE IF EXISTS " + shared.template)
	shared.server.Stop()
}

// binaries finds the folder of initdb and postgres: on the PATH, by pg_config, or
// where Debian puts them.
func binaries() (string, error) {
	var folders []string
	if path, err := exec.LookPath("initdb"); err == nil {
		folders = append(folders, filepath.Dir(path))
	}
	if out, err := exec.Command("pg_config", "--bindir").Output(); err == nil {
		folders = append(folders, strings.TrimSpace(string(out)))
	}
	versions, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	slices.Reverse(versions)
	for _, folder := range append(folders, versions...) {
		if isFile(filepath.Join(folder, "initdb")) && isFile(filepath.Join(folder, "postgres")) {
			return folder, nil
		}
	}
	return "", errors.New("install the PostgreSQL server (Debian: apt-get install postgresql), or set TEST_DATABASE_URL")
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// asNobody makes root start the server as another user, since Postgres refuses root.
func asNobody(attributes *syscall.SysProcAttr, dir string) error {
	if os.Getuid() != 0 {
		return nil
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		return err
	}
	uid, err := strconv.ParseUint(nobody.Uid, 10, 32)
	if err != nil {
		return err
	}
	gid, err := strconv.ParseUint(nobody.Gid, 10, 32)
	if err != nil {
		return err
	}
	attributes.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return os.Chown(dir, int(uid), int(gid))
}

// Empty makes a database on PostgreSQL that has nothing in it, not even tables.
func Empty(t testing.TB) (url string) {
	t.Helper()
	postgresURL(t) // which starts the server
	name := databaseName()
	if err := shared.server.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := shared.server.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return shared.server.URL(name)
}

// Programs is the folder of PostgreSQL's programs, such as pg_dump.
func Programs(t testing.TB) string {
	t.Helper()
	folder, err := binaries()
	if err != nil {
		t.Fatal(err)
	}
	return folder
}
