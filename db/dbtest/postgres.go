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

// server is the PostgreSQL of this test process.
var server struct {
	once    sync.Once
	err     error
	base    *url.URL // of its database "postgres"
	process *exec.Cmd
	dir     string
	mu      sync.Mutex // CREATE DATABASE copies a template that nobody else may use
}

const migratedTemplate = "opsknight_template"

// postgresURL copies the migrated template into a new database.
func postgresURL(t testing.TB) string {
	t.Helper()
	server.once.Do(func() { server.err = start() })
	if server.err != nil {
		t.Fatalf("no PostgreSQL to test on: %v", server.err)
	}
	name := databaseName()
	server.mu.Lock()
	defer server.mu.Unlock()
	if err := admin("CREATE DATABASE " + name + " TEMPLATE " + migratedTemplate + " STRATEGY file_copy"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := admin("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return databaseURL(name)
}

func databaseURL(name string) string {
	u := *server.base
	u.Path = "/" + name
	return u.String()
}

// start starts a private server, or takes the one at TEST_DATABASE_URL, and
// migrates the template that test databases are copied from.
func start() error {
	if given := os.Getenv("TEST_DATABASE_URL"); given != "" {
		base, err := url.Parse(given)
		if err != nil {
			return err
		}
		server.base = base
		// Processes that test at the same time share the template's name.
		_ = admin("DROP DATABASE IF EXISTS " + migratedTemplate)
	} else if err := startPrivate(); err != nil {
		return err
	}
	if err := admin("CREATE DATABASE " + migratedTemplate); err != nil {
		return err
	}
	return migrate(databaseURL(migratedTemplate))
}

// startPrivate makes a cluster in a temporary folder and serves it on a Unix
// socket only.
func startPrivate() error {
	bin, err := binaries()
	if err != nil {
		return err
	}
	if server.dir, err = os.MkdirTemp("", "opsknight-pg-"); err != nil {
		return err
	}
	attributes := &syscall.SysProcAttr{}
	dieWithParent(attributes)
	if err := asNobody(attributes, server.dir); err != nil {
		return err
	}
	data := filepath.Join(server.dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "opsknight", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	initdb.SysProcAttr, initdb.Dir = attributes, server.dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	server.process = exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-k", server.dir, "-c", "listen_addresses=",
		"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=300")
	server.process.SysProcAttr, server.process.Dir = attributes, server.dir
	log, err := os.Create(filepath.Join(server.dir, "log"))
	if err != nil {
		return err
	}
	server.process.Stdout, server.process.Stderr = log, log
	if err := server.process.Start(); err != nil {
		return err
	}
	server.base = &url.URL{Scheme: "postgres", User: url.User("opsknight"), Path: "/postgres", RawQuery: url.Values{"host": {server.dir}}.Encode()}
	return ready(filepath.Join(server.dir, "log"))
}

// ready waits until the server answers.
func ready(log string) error {
	for deadline := time.Now().Add(30 * time.Second); ; {
		err := admin("SELECT 1")
		if err == nil {
			return nil
		}
		if time.Now().After(deadline) {
			said, _ := os.ReadFile(log)
			return fmt.Errorf("the server does not answer: %w: %s", err, said)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// stop ends the private server at the end of the test process.
func stop() {
	if server.process != nil && server.process.Process != nil {
		_ = server.process.Process.Signal(syscall.SIGQUIT)
		_ = server.process.Wait()
	}
	if server.dir != "" {
		_ = os.RemoveAll(server.dir)
	}
}

// admin runs one statement on the server's own database.
func admin(statement string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, server.base.String())
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, statement)
	return err
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
