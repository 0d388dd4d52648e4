package db

import (
	"cmp"
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
	for i, field := range table.Fields {
		names[i] = string(field.SQLName)
	}
	arrays, values := unnested(table.Fields, rows, 1)
	text := fmt.Sprintf("INSERT INTO %s (%s) SELECT * FROM %s", table.SQLName, strings.Join(names, ", "), arrays) //nolint:gosec // names of columns, and no values
	if on != "" {
		text += " ON " + on
	}
	_, err := tx.bun.Tx.ExecContext(ctx, text, append([]any{prepared}, values...)...)
	return translate(err)
}

// updateAll stores these columns of rows with one statement. Rows are known by their ids.
func updateAll[T placed](ctx context.Context, tx Tx, rows []T, columns ...string) error {
	if len(rows) == 0 {
		return nil
	}
	fields := fieldsOf[T](tx.bun.Dialect(), append([]string{"id"}, columns...))
	if tx.postgres {
		text, values := unnestedUpdate(tx.env, fields, rows)
		_, err := tx.bun.Tx.ExecContext(ctx, text, append([]any{prepared}, values...)...)
		return translate(err)
	}
	names, given := make([]string, len(fields)), make([]bun.TupleValues, len(rows))
	for i, field := range fields {
		names[i] = fmt.Sprintf("column%d AS %s", i+1, field.SQLName)
	}
	for i, row := range rows {
		given[i] = bun.Tuple(column(fields, func(field *schema.Field) any {
			return cmp.Or(sqlValue(field, reflect.ValueOf(row).Elem()), any(bun.Safe("NULL")))
		}))
	}
	from := "(SELECT " + strings.Join(names, ", ") + " FROM (VALUES ?0)) AS given"
	_, err := tx.bun.ExecContext(ctx, updateText(fields, from, "?1"), bun.List(given), tx.env)
	return translate(err)
}

// fieldsOf are the columns of a model with these names.
func fieldsOf[T any](dialect schema.Dialect, names []string) []*schema.Field {
	table := dialect.Tables().Get(reflect.TypeFor[T]())
	return column(names, func(name string) *schema.Field { return table.FieldMap[name] })
}

func unnestedUpdate[T any](env model.Environment, fields []*schema.Field, rows []T) (text string, values []any) {
	names := column(fields, func(field *schema.Field) string { return string(field.SQLName) })
	arrays, values := unnested(fields, rows, 2)
	return updateText(fields, arrays+" AS given ("+strings.Join(names, ", ")+")", "$1"), append([]any{string(env)}, values...)
}

// updateText is a statement that stores what is given of rows: their ids, and then columns.
func updateText(fields []*schema.Field, given, env string) string {
	set := column(fields[1:], func(field *schema.Field) string { return fmt.Sprintf("%s = given.%[1]s", field.SQLName) })
	return fmt.Sprintf("UPDATE %s AS stored SET %s FROM %s WHERE stored.environment = %s AND stored.id = given.id",
		fields[0].Table.SQLName, strings.Join(set, ", "), given, env)
}

// unnested is a part of a statement that has columns of rows as a table, and its arguments,
// of which the first has a number.
func unnested[T any](fields []*schema.Field, rows []T, first int) (text string, values []any) {
	arrays := make([]string, len(fields))
	for i, field := range fields {
		arrays[i] = fmt.Sprintf("$%d::%s[]", first+i, sqlType(field))
		values = append(values, column(rows, func(row T) any { return sqlValue(field, reflect.ValueOf(row).Elem()) }))
	}
	return "unnest(" + strings.Join(arrays, ", ") + ")", values
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
	if value.Kind() == reflect.String { // of whichever type
		return value.String()
	}
	switch value := value.Interface().(type) {
	case int:
		return int64(value)
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
