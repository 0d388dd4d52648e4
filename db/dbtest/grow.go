package dbtest

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"
	texts "text/template"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// What Grow stores beside incidents, and how many of them are not resolved, however many
// there are.
const (
	GrownTeams    = 8
	GrownUsers    = 100
	GrownServices = 32
	GrownActive   = 600
)

//go:embed grow.sql
var grown string

// GrownID is the id of a team, user or service that Grow stores, counted from 0.
func GrownID(prefix string, n int) string { return fmt.Sprintf("%s%026d", prefix, n) }

// Grow stores as many incidents as years of use would leave: one a minute from 2024 on, with
// the alert and the timeline of each. The same n gives the same rows. The database is
// migrated, and has no service in the environment yet.
func Grow(ctx context.Context, url string, env model.Environment, n int) error {
	driver := "sqlite"
	if db.IsPostgres(url) {
		driver = "pgx"
	}
	conn, err := sql.Open(driver, url)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	conn.SetMaxOpenConns(1) // which has the temporary table
	pad := "printf('%%0%dd', %s)"
	if driver == "pgx" {
		pad = "lpad((%[2]s)::text, %[1]d, '0')"
	}
	statements, err := texts.New("").Funcs(texts.FuncMap{
		"pad":   func(number string) string { return fmt.Sprintf(pad, 26, number) },
		"pad16": func(number string) string { return fmt.Sprintf(pad, 16, number) },
		"ulid":  base32,
	}).Parse(grown)
	if err != nil {
		return err
	}
	var text strings.Builder
	err = statements.Execute(&text, map[string]any{
		"Postgres": driver == "pgx", "Env": env, "N": n, "Step": max(1, n/GrownActive),
		"Teams": GrownTeams, "Users": GrownUsers, "Services": GrownServices,
	})
	if err != nil {
		return err
	}
	for statement := range strings.SplitSeq(text.String(), ";\n") {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("grow: %w", err)
		}
	}
	return nil
}

// base32 is an SQL expression for the first ten characters of the ids of a time, which is one
// for milliseconds since 1970.
func base32(milliseconds string) string {
	digits := make([]string, 10)
	for i := range digits {
		digits[i] = fmt.Sprintf("substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + CAST((%s) >> %d & 31 AS INTEGER), 1)", milliseconds, 45-5*i)
	}
	return strings.Join(digits, " || ")
}
