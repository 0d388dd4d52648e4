package db

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// A list of incidents is filtered by several columns at once, and each has an index that
// gives the incidents of one value in the order of their ids. Which of them to go through
// decides whether a page reads thirty rows or all that were ever stored. A database guesses
// that from samples; the kept totals know it.

// mostParts is how many parts a list is read in at most: each value of the condition that
// it goes through is one.
const mostParts = 32

// way is how a list of incidents is read.
type way struct {
	filters []filter // see list.read
	total   *int     // how many there are; nil: nobody has asked yet
	rare    bool     // see isRare
}

// wayThrough finds how a page is read with the least to look at.
func wayThrough(ctx context.Context, r Reader, f model.IncidentFilter, order model.Order, page model.Page) (way, error) {
	byID := order.Field == string(model.IncidentsByCreated)
	all := conditions(asTotals(f))
	if len(all) == 0 || byID && len(all) == 1 && all[0].parts() == 1 || beyondTotals(f) { // there is nothing to choose
		rare, err := isRare(ctx, r, f.Q)
		return way{rare: rare, filters: []filter{func(q *bun.SelectQuery) *bun.SelectQuery { return ranked(filterIncidents(q, f, rare), order) }}}, err
	}
	candidates := candidatesOf(all, order)
	sizes, err := sizesOf(ctx, r, all, candidates)
	if err != nil {
		return way{}, err
	}
	if sizes.total == 0 {
		return way{total: &sizes.total, filters: []filter{func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("FALSE") }}}, nil
	}
	need := needed(page)
	var best candidate // none: by the index of the order, whatever is filtered by
	least := sizes.until(need, sizes.stored)
	for i, candidate := range candidates {
		looks := sizes.of[i]
		if candidate.ordered {
			looks = sizes.until(need, looks)
		}
		if looks < least {
			best, least = candidate, looks
		}
	}
	_, postgres := r.source()
	return way{total: &sizes.total, filters: through(all, best, order, postgres)}, nil
}

// candidate is an index that a list may go through: those of its incidents that fulfil some
// of the conditions.
type candidate struct {
	by      []int       // indexes of the conditions whose values are looked up
	of      []condition // those that all fulfil of which the index is gone through
	ordered bool        // in the order that is wanted
	active  bool        // the index has only what is not resolved
}

// candidatesOf are the indexes that each condition has, and those that two have together.
func candidatesOf(all []condition, order model.Order) []candidate {
	var found []candidate
	for i, condition := range all {
		found = append(found, candidate{by: []int{i}, of: all[i : i+1], ordered: condition.gives(order)})
	}
	on := func(column string) int {
		return slices.IndexFunc(all, func(c condition) bool { return c.columns[0] == column })
	}
	assignee, service, status := on("assignee_id"), on("service_id"), on("status_rank")
	if service >= 0 && assignee >= 0 && order.Field == string(model.IncidentsByCreated) && all[assignee].parts()*all[service].parts() <= mostParts {
		found = append(found, candidate{by: []int{assignee, service}, of: []condition{all[assignee], all[service]}, ordered: true})
	}
	if service >= 0 && status >= 0 && !slices.Contains(all[status].values, resolvedRank) {
		found = append(found, candidate{by: []int{service}, of: []condition{all[service], {kind: "status <> 'RESOLVED'"}}, active: true})
	}
	return found
}

// resolvedRank is the rank of RESOLVED among the values of a condition.
var resolvedRank = ranks([]model.IncidentStatus{model.IncidentResolved}, model.IncidentStatuses)[0]

// needed is how many rows of a list a page goes past, about.
func needed(page model.Page) int {
	n := model.DefaultPage
	for _, size := range []*int{page.First, page.Last} {
		if size != nil {
			n = *size
		}
	}
	if page.Offset != nil {
		n += *page.Offset
	}
	return n + 1
}

// through are the parts of a list that goes through a candidate, and leaves out what the other
// conditions do not want; through none, it goes through the order alone.
func through(all []condition, chosen candidate, order model.Order, postgres bool) []filter {
	aside := func(q *bun.SelectQuery) *bun.SelectQuery {
		for i, condition := range all {
			if !slices.Contains(chosen.by, i) {
				q = condition.aside(q, postgres)
			}
		}
		return q
	}
	switch {
	case len(chosen.by) == 0:
		return []filter{func(q *bun.SelectQuery) *bun.SelectQuery { return ranked(aside(q), order) }}
	case !chosen.ordered:
		return []filter{func(q *bun.SelectQuery) *bun.SelectQuery {
			q = all[chosen.by[0]].keep(aside(q))
			if chosen.active {
				q = active(q, postgres)
			}
			return q
		}}
	}
	parts := []filter{aside}
	for _, index := range chosen.by {
		var finer []filter
		for _, part := range parts {
			finer = append(finer, all[index].parted(part)...)
		}
		parts = finer
	}
	return parts
}

// active goes through the index of dedup keys, which has only what is not resolved. SQLite
// would rather have the order from another; PostgreSQL knows how little there is.
func active(q *bun.SelectQuery, postgres bool) *bun.SelectQuery {
	if !postgres {
		q = q.ModelTableExpr("incidents AS incident INDEXED BY incidents_dedup")
	}
	return q.Where("incident.status <> 'RESOLVED'")
}

// parted are the parts of a part, one for each value of the condition.
func (c condition) parted(part filter) []filter {
	var finer []filter
	for i, column := range c.columns {
		for _, value := range c.values {
			finer = append(finer, func(q *bun.SelectQuery) *bun.SelectQuery {
				q = part(q).Where("? = ?", bun.Ident("incident."+column), value)
				for _, before := range c.columns[:i] { // which have had it in another part
					q = q.Where("(?0 IS NULL OR ?0 NOT IN (?1))", bun.Ident("incident."+before), bun.List(c.values))
				}
				return q
			})
		}
	}
	return finer
}

// ranked lets the index of an order be used, which says that nothing is NULL: see the
// migration incident_lists.
func ranked(q *bun.SelectQuery, order model.Order) *bun.SelectQuery {
	switch order.Field {
	case string(model.IncidentsByUrgency):
		return q.Where("incident.urgency_rank IS NOT NULL")
	case string(model.IncidentsByStatus):
		return q.Where("incident.status_rank IS NOT NULL")
	}
	return q
}

// condition is what a filter asks of incidents: that one of the columns has one of the
// values.
type condition struct {
	columns []string
	values  []any
	order   model.IncidentOrderField // by the column; "": there is none
	kind    string                   // the same of a kind in the totals
	kinds   []any
	facet   string // in the subtotals; "": all of them have the column itself
}

// conditions are what a filter asks of what the totals tell.
func conditions(f model.IncidentCountsFilter) []condition {
	var all []condition
	add := func(c condition) {
		if len(c.values) > 0 {
			all = append(all, c)
		}
	}
	add(condition{[]string{"status_rank"}, ranks(f.Status, model.IncidentStatuses), model.IncidentsByStatus, "status IN (?)", []any{bun.List(f.Status)}, ""})
	add(condition{[]string{"urgency_rank"}, ranks(f.Urgency, model.Urgencies), model.IncidentsByUrgency, "urgency IN (?)", []any{bun.List(f.Urgency)}, ""})
	add(condition{[]string{"service_id"}, distinct(f.ServiceID), "", "service_id IN (?)", []any{bun.List(f.ServiceID)}, "service"})
	add(condition{[]string{"assignee_id"}, distinct(f.AssigneeID), "", "assignee_id IN (?) AND assignee_id <> ''", []any{bun.List(f.AssigneeID)}, "assignee"})
	teams, teamColumns := bun.List(f.TeamID), []string{"team_id", "service_team_id"}
	if len(f.AssigneeID) > 0 { // what a person has is no team's own, see the table: going through those would find nothing, and only at the end
		teamColumns = teamColumns[1:]
	}
	add(condition{teamColumns, distinct(f.TeamID), "", "(team_id IN (?) AND team_id <> '' OR service_team_id IN (?) AND service_team_id <> '')", []any{teams, teams}, "team"})
	return all
}

// asTotals is what of a filter the totals tell.
func asTotals(f model.IncidentFilter) model.IncidentCountsFilter {
	return model.IncidentCountsFilter{Status: f.Status, Urgency: f.Urgency, ServiceID: f.ServiceID, TeamID: f.TeamID, AssigneeID: f.AssigneeID}
}

// beyondTotals reports whether a filter asks for what the totals do not tell.
func beyondTotals(f model.IncidentFilter) bool {
	return f.CreatedAfter != nil || f.CreatedBefore != nil || f.MergedIntoID != nil || f.DedupKey != nil || f.Q != nil && *f.Q != ""
}

// ranks are the ranks of values, as a column keeps them.
func ranks[E comparable](values, all []E) []any {
	var found []any
	for i, value := range all {
		if slices.Contains(values, value) {
			found = append(found, i+1)
		}
	}
	return found
}

func distinct(ids []string) []any {
	found := make([]any, 0, len(ids))
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		found = append(found, id)
	}
	return found
}

// parts is how many parts a list has that goes through the condition.
func (c condition) parts() int { return len(c.columns) * len(c.values) }

// gives reports whether the index of the condition has the rows in an order.
func (c condition) gives(order model.Order) bool {
	return order.Field == string(model.IncidentsByCreated) && c.parts() <= mostParts || order.Field == string(c.order) && len(c.values) == 1
}

// keep leaves the rows that fulfil the condition.
func (c condition) keep(q *bun.SelectQuery) *bun.SelectQuery { return c.where(q, "", "(%s)") }

// aside is keep, but no database goes through an index for it. PostgreSQL takes half of the
// rows to fulfil a CASE, of which it knows nothing, and so goes through those that are in
// the order that is wanted until it has enough. Of anything else that hides a column it
// expects one in two hundred, and would rather sort all of them.
func (c condition) aside(q *bun.SelectQuery, postgres bool) *bun.SelectQuery {
	if postgres {
		return c.where(q, "", "CASE WHEN %s THEN TRUE END")
	}
	return c.where(q, "+", "(%s)")
}

func (c condition) where(q *bun.SelectQuery, hidden, form string) *bun.SelectQuery {
	var either []string
	var values []any
	for _, column := range c.columns {
		either = append(either, hidden+"incident."+column+" IN (?)")
		values = append(values, bun.List(c.values))
	}
	return q.Where(fmt.Sprintf(form, strings.Join(either, " OR ")), values...)
}

// sizes are how many incidents there are.
type sizes struct {
	stored int   // all
	of     []int // that each candidate goes through
	total  int   // that fulfil all conditions
}

// sizesOf looks up how many incidents each of the candidates goes through, and how many
// fulfil all conditions.
func sizesOf(ctx context.Context, r Reader, all []condition, candidates []candidate) (sizes, error) {
	found := sizes{of: make([]int, len(candidates))}
	idb, _ := r.source()
	q := idb.NewSelect().ColumnExpr("(?)", totalOf(r, nil)).ColumnExpr("(?)", totalOf(r, all))
	into := []any{&found.stored, &found.total}
	for i, candidate := range candidates {
		q = q.ColumnExpr("(?)", totalOf(r, candidate.of))
		into = append(into, &found.of[i])
	}
	if err := scan(ctx, r, q, into...); err != nil {
		return sizes{}, fmt.Errorf("read totals of incidents: %w", err)
	}
	return found, nil
}

// until is how many of a number of incidents are looked at until enough of those that are
// wanted were among them, if these are spread evenly.
func (s sizes) until(enough, among int) int {
	return int(min(float64(among), float64(enough)*float64(among)/float64(s.total)))
}
