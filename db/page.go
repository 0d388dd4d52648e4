package db

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// sortKey is a column that a list can be sorted by.
type sortKey[T any] struct {
	column string                    // "": the id alone, which tells the order of the value
	text   func(T) string            // its value in a row, as a cursor keeps it
	value  func(string) (any, error) // the same, back from a cursor
}

// byTime, byRank, byInt and byText make the sort keys of columns of each kind.
func byTime[T any](column string, of func(T) time.Time) sortKey[T] {
	return sortKey[T]{
		column: column,
		text:   func(row T) string { return of(row).UTC().Format(time.RFC3339Nano) },
		value: func(text string) (any, error) {
			at, err := time.Parse(time.RFC3339Nano, text)
			if at = at.UTC(); err == nil && (at.Year() < 1 || at.Year() > 9999) {
				err = errors.New("no row has this time")
			}
			return at, err
		},
	}
}

func byRank[T any, E comparable](column string, ranks []E, of func(T) E) sortKey[T] {
	return sortKey[T]{
		column: column,
		text:   func(row T) string { return strconv.Itoa(slices.Index(ranks, of(row)) + 1) },
		value:  func(text string) (any, error) { return strconv.Atoi(text) },
	}
}

func byInt[T any](column string, of func(T) int) sortKey[T] {
	return sortKey[T]{
		column: column,
		text:   func(row T) string { return strconv.Itoa(of(row)) },
		value:  func(text string) (any, error) { return strconv.Atoi(text) },
	}
}

func byText[T any](column string, of func(T) string) sortKey[T] {
	return sortKey[T]{column: column, text: of, value: func(text string) (any, error) { return text, nil }}
}

// list is a query that can be read page by page: sorted by one of keys, then by id.
type list[T any] struct {
	keys map[string]sortKey[T] // by Order.Field
	id   func(T) string
	// tie is the column of id; "" for "id".
	tie string
}

// filter leaves some rows of a query.
type filter = func(*bun.SelectQuery) *bun.SelectQuery

// read reads one page of the rows that any of the filters leaves, of which no two leave the
// same: an index may give what each leaves in its order, but not all together.
func (l list[T]) read(ctx context.Context, r Reader, order model.Order, page model.Page, filters ...filter) (model.Connection[T], error) {
	var rows []T
	q, window, err := l.query(r, &rows, order, page, filters)
	if err != nil {
		return model.Connection[T]{}, err
	}
	if window.Offset > 0 { // each is a statement of its own
		err = q.Scan(ctx)
	} else {
		err = scan(ctx, r, q, &rows)
	}
	if err != nil {
		return model.Connection[T]{}, err
	}
	return l.page(rows, window, order, func(ctx context.Context) (int, error) {
		all := func(q *bun.SelectQuery) *bun.SelectQuery { return q }
		n, err := selectAny(r, new([]T), filters, all).Count(ctx)
		return int(n), err
	}), nil
}

// query selects a page. It takes one row more than the page has, to see whether there is a
// next page.
func (l list[T]) query(r Reader, rows *[]T, order model.Order, page model.Page, filters []filter) (*bun.SelectQuery, model.Window, error) {
	key, ok := l.keys[order.Field]
	if !ok || order.Direction != model.Ascending && order.Direction != model.Descending {
		return nil, model.Window{}, fault.Field("order", "unknown_value", "This list cannot be ordered by %s.", order)
	}
	window, err := page.Window(order)
	if err != nil {
		return nil, window, err
	}
	descending := order.Direction == model.Descending
	after, err := key.beyond("after", window.After, descending, l.tied())
	if err != nil {
		return nil, window, err
	}
	before, err := key.beyond("before", window.Before, !descending, l.tied())
	if err != nil {
		return nil, window, err
	}
	direction := "ASC"
	if descending != window.Backward {
		direction = "DESC"
	}
	arrange := func(q *bun.SelectQuery) *bun.SelectQuery {
		q = before(after(q))
		if key.column != "" {
			q = q.OrderExpr("? "+direction, bun.Ident(key.column))
		}
		return q.OrderExpr("?TableAlias.? "+direction, l.tied()).Limit(int64(window.Offset + window.Limit + 1))
	}
	q := selectAny(r, rows, filters, arrange)
	return arrange(q).Limit(int64(window.Limit + 1)).Offset(int64(window.Offset)), window, nil
}

// selectAny selects the rows that any of the filters leaves; if there are several, of each
// those that come first.
func selectAny[T any](r Reader, rows *[]T, filters []filter, first filter) *bun.SelectQuery {
	if len(filters) == 1 {
		return filters[0](from(r, rows))
	}
	parts := make([]string, len(filters))
	queries := make([]any, len(filters))
	for i, keep := range filters {
		parts[i] = "SELECT * FROM (?) AS part"
		queries[i] = first(keep(from(r, new([]T)).ColumnExpr("?TableAlias.*")))
	}
	idb, _ := r.source()
	return idb.NewSelect().Model(rows).ModelTableExpr("("+strings.Join(parts, " UNION ALL ")+") AS ?TableAlias", queries...)
}

// page makes a page of its rows, of which there may be one more than it has: then
// there is a next page.
func (l list[T]) page(rows []T, window model.Window, order model.Order, count func(context.Context) (int, error)) model.Connection[T] {
	key := l.keys[order.Field]
	more := len(rows) > window.Limit
	rows = rows[:min(len(rows), window.Limit)]
	if window.Backward {
		slices.Reverse(rows)
	}
	c := model.Connection[T]{Nodes: rows, PageInfo: pageInfo(window, more), Count: count}
	if window.After == nil && window.Before == nil && !more && (len(rows) > 0 || window.Offset == 0) { // the list ends here
		total := window.Offset + len(rows)
		c.Total = &total
	}
	for _, row := range rows {
		c.Cursors = append(c.Cursors, order.Cursor(key.text(row), l.id(row)).String())
	}
	if len(rows) > 0 {
		c.PageInfo.StartCursor, c.PageInfo.EndCursor = &c.Cursors[0], &c.Cursors[len(rows)-1]
	}
	return c
}

// beyond keeps the rows that come after a cursor, or before it if down is turned.
func (k sortKey[T]) beyond(field string, cursor *model.Cursor, down bool, tie bun.Ident) (filter, error) {
	if cursor == nil {
		return func(q *bun.SelectQuery) *bun.SelectQuery { return q }, nil
	}
	than := ">"
	if down {
		than = "<"
	}
	value, err := k.value(cursor.Value)
	if err != nil {
		return nil, fault.Field(field, "invalid_cursor", "%s is not a cursor: take endCursor or startCursor of another page.", field)
	}
	if k.column == "" {
		return func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("?TableAlias.? "+than+" ?", tie, cursor.ID) }, nil
	}
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where(fmt.Sprintf("(?, ?TableAlias.?) %s (?, ?)", than), bun.Ident(k.column), tie, value, cursor.ID)
	}, nil
}

// tied is the column that breaks ties.
func (l list[T]) tied() bun.Ident {
	if l.tie == "" {
		return "id"
	}
	return bun.Ident(l.tie)
}

func pageInfo(w model.Window, more bool) *model.PageInfo {
	if w.Backward {
		return &model.PageInfo{HasPreviousPage: more, HasNextPage: w.Before != nil}
	}
	return &model.PageInfo{HasNextPage: more || w.Before != nil, HasPreviousPage: w.After != nil || w.Offset > 0}
}

// named keeps the row with this id. What has not the form of an id of its kind names
// nothing; it may be text that PostgreSQL does not take.
func named(q *bun.SelectQuery, prefix, id string) *bun.SelectQuery {
	if !model.IsID(id, prefix) {
		return q.Where("FALSE")
	}
	return q.Where("?TableAlias.id = ?", id)
}

// byID reads the rows with these ids, for a dataloader. Ids of the other
// environment, or of nothing, are left out.
func byID[T any](ctx context.Context, r Reader, ids []string, id func(T) string) (map[string]T, error) {
	var rows []T
	if err := scan(ctx, r, from(r, &rows).Where("?TableAlias.id ?", oneOf(ids)), &rows); err != nil {
		return nil, err
	}
	found := make(map[string]T, len(rows))
	for _, row := range rows {
		found[id(row)] = row
	}
	return found, nil
}
