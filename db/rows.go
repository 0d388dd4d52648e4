package db

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"github.com/opsknight/opsknight/model"
)

// Many rows go to PostgreSQL as one array for each column. The text of such a statement
// never changes: it is parsed and planned once for a connection, however many rows there
// are. Written into the text, as Bun does it, they would be half of what they cost to store.

// insertAll stores rows in tx's environment with one statement.
func insertAll[T placed](ctx context.Context, tx Tx, rows []T) error {
	return insertRows(ctx, tx, rows, "")
}

// insertNew is insertAll, but leaves out the rows that are stored already.
func insertNew[T placed](ctx context.Context, tx Tx, rows []T) error {
	return insertRows(ctx, tx, rows, "CONFLICT DO NOTHING")
}

func insertRows[T placed](ctx context.Context, tx Tx, rows []T, on string) error {
	if len(rows) == 0 {
		return nil
	}
	for _, row := range rows {
		row.Place(tx.env)
	}
	if !tx.postgres {
		q := tx.bun.NewInsert().Model(&rows).Returning("NULL")
		if on != "" {
			q = q.On(on)
		}
		_, err := q.Exec(ctx)
		return translate(err)
	}
	table := tx.bun.Dialect().Tables().Get(reflect.TypeFor[T]())
	names := make([]string, len(table.Fields))
	given := make([]givenColumn, len(table.Fields))
	for i, field := range table.Fields {
		names[i] = string(field.SQLName)
		given[i] = givenColumn{kind: sqlType(field), values: column(rows, func(row T) any { return sqlValue(field, reflect.ValueOf(row).Elem()) })}
	}
	arrays, values := unnested(given, 1)
	text := fmt.Sprintf("INSERT INTO %s (%s) SELECT * FROM %s", table.SQLName, strings.Join(names, ", "), arrays)
	if on != "" {
		text += " ON " + on
	}
	_, err := tx.bun.Tx.ExecContext(ctx, text, append([]any{prepared}, values...)...)
	return translate(err)
}

// sqlType is the type of a column on PostgreSQL, as far as arrays have to tell.
func sqlType(field *schema.Field) string {
	if isJSON(field) {
		return "json"
	}
	switch kind := field.IndirectType.Kind(); {
	case field.IndirectType == reflect.TypeFor[time.Time]():
		return "timestamptz"
	case kind == reflect.String:
		return "text"
	case kind == reflect.Int:
		return "bigint"
	case kind == reflect.Bool:
		return "boolean"
	}
	panic(fmt.Sprintf("%s.%s: no SQL type is known for %s", field.Table.Name, field.Name, field.IndirectType))
}

func isJSON(field *schema.Field) bool {
	return strings.HasPrefix(field.UserSQLType, "json") || field.IndirectType == reflect.TypeFor[model.JSON]()
}

// sqlValue is the value of a row's column, as the driver takes it; nil is NULL.
func sqlValue(field *schema.Field, row reflect.Value) any {
	value := field.Value(row)
	if field.IsPtr {
		if value.IsNil() {
			return nil
		}
		value = value.Elem()
	}
	switch value.Kind() {
	case reflect.String:
		return value.String()
	case reflect.Int:
		return value.Int()
	}
	switch value := value.Interface().(type) {
	case bool, time.Time:
		return value
	case model.JSON:
		if len(value) == 0 {
			return nil
		}
		return string(value)
	default:
		text, err := json.Marshal(value)
		if err != nil {
			panic(err) // what is stored as JSON has nothing in it that JSON lacks
		}
		return string(text)
	}
}

// givenColumn has a value for each of some rows.
type givenColumn struct {
	name, kind string // kind: its type on PostgreSQL
	values     []any
}

// unnested is a part of a statement that has columns as a table, and its arguments. The
// first of them has a number.
func unnested(columns []givenColumn, first int) (text string, values []any) {
	arrays := make([]string, len(columns))
	for i, column := range columns {
		arrays[i] = fmt.Sprintf("$%d::%s[]", first+i, column.kind)
		values = append(values, column.values)
	}
	return "unnest(" + strings.Join(arrays, ", ") + ")", values
}

// updateIncidents changes incidents by what is given of each: set says how. The first
// column given is the id.
func updateIncidents(ctx context.Context, tx Tx, set string, given []givenColumn) error {
	if tx.postgres {
		text, values := unnestedUpdate(tx.env, set, given)
		_, err := tx.bun.Tx.ExecContext(ctx, text, append([]any{prepared}, values...)...)
		return translate(err)
	}
	rows := make([]bun.TupleValues, len(given[0].values))
	for i := range rows {
		row := make([]any, len(given))
		for j, column := range given {
			row[j] = column.values[i]
		}
		rows[i] = bun.Tuple(row)
	}
	names := make([]string, len(given))
	for i, column := range given {
		names[i] = fmt.Sprintf("column%d AS %s", i+1, column.name)
	}
	from := "(SELECT " + strings.Join(names, ", ") + " FROM (VALUES ?0)) AS given"
	_, err := tx.bun.ExecContext(ctx, fmt.Sprintf(updateGiven, set, from, "?1"), bun.List(rows), tx.env)
	return translate(err)
}

const updateGiven = "UPDATE incidents AS incident SET %s FROM %s WHERE incident.environment = %s AND incident.id = given.id"

func unnestedUpdate(env model.Environment, set string, given []givenColumn) (text string, values []any) {
	names := make([]string, len(given))
	for i, column := range given {
		names[i] = column.name
	}
	arrays, values := unnested(given, 2)
	from := arrays + " AS given (" + strings.Join(names, ", ") + ")"
	return fmt.Sprintf(updateGiven, set, from, "$1"), append([]any{string(env)}, values...)
}
