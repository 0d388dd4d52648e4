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

// GrownID is the id of one of those that Grow stores, counted from 0.
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
	pad := "printf('%%026d', %s)"
	if driver == "pgx" {
		pad = "lpad((%s)::text, 26, '0')"
	}
	statements, err := texts.New("").Funcs(texts.FuncMap{"pad": func(number string) string { return fmt.Sprintf(pad, number) }}).Parse(grown)
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
