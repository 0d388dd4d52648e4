package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"github.com/spf13/cobra"
)

// pageSize is how many objects the API gives at a time.
const pageSize = 100

// listing is a list of the API, and how it is shown.
type listing struct {
	document string // of a page; its variables have $first and $after
	path     string // of the connection
	columns  []column
	nothing  string // what is told when there is nothing
}

// paging are the flags of lists.
type paging struct {
	limit int
	all   bool
}

func (p *paging) bind(cmd *cobra.Command) {
	cmd.Flags().IntVar(&p.limit, "limit", 25, "how many at most")
	cmd.Flags().BoolVar(&p.all, "all", false, "all of them, however many")
}

// show reads as many pages as are asked for, and prints them.
func (l *listing) show(ctx context.Context, s *session, with variables, p paging) error {
	if p.limit < 1 {
		return usage("--limit is 1 or more, not %d", p.limit)
	}
	var raw []json.RawMessage
	var found []item
	var total, after string
	for more := true; more && (p.all || len(found) < p.limit); {
		page := maps.Clone(with)
		if page == nil {
			page = variables{}
		}
		page["first"], page["after"] = pageSize, nil
		if after != "" {
			page["after"] = after
		}
		if !p.all {
			page["first"] = min(pageSize, p.limit-len(found))
		}
		data, err := s.ask(ctx, l.document, page)
		if err != nil {
			return err
		}
		rows, nodes, err := items(data, l.path+".nodes")
		if err != nil {
			return err
		}
		raw, found = append(raw, rows...), append(found, nodes...)
		whole, err := itemOf(data)
		if err != nil {
			return err
		}
		total, after = whole.text(l.path+".totalCount"), whole.text(l.path+".pageInfo.endCursor")
		more = whole.text(l.path+".pageInfo.hasNextPage") == "true"
	}
	return l.print(s, raw, found, total)
}

func (l *listing) print(s *session, raw []json.RawMessage, found []item, total string) error {
	if s.asJSON {
		if raw == nil {
			raw = []json.RawMessage{}
		}
		text, err := json.Marshal(raw)
		s.json(text)
		return err
	}
	if len(found) == 0 {
		s.note("%s", l.nothing)
		return nil
	}
	s.table(l.columns, found)
	if total != fmt.Sprint(len(found)) {
		s.note("%d of %s. --limit or --all shows more.", len(found), total)
	}
	return nil
}

// object asks for one object, which is null if there is none.
func (s *session) object(ctx context.Context, document, path, what, id string, with variables) (json.RawMessage, item, error) {
	data, err := s.ask(ctx, document, with)
	if err != nil {
		return nil, nil, err
	}
	raw, err := dig(data, path)
	if err != nil {
		return nil, nil, err
	}
	if string(raw) == "null" {
		return nil, nil, fmt.Errorf("there is no %s %q", what, id)
	}
	found, err := itemOf(raw)
	return raw, found, err
}

// fact is a line about an object.
type fact struct {
	name string
	of   func(item) string
}

// facts prints what is known of an object, a line for each that has something to tell.
func (p *printer) facts(about item, all []fact) {
	width := 0
	for _, one := range all {
		width = max(width, len(one.name))
	}
	for _, one := range all {
		if value := one.of(about); value != "" {
			lines := strings.Split(strings.TrimRight(value, "\n"), "\n")
			p.line("%-*s  %s", width+1, one.name+":", p.paint(oneLine(lines[0]), false))
			for _, more := range lines[1:] {
				p.line("%*s  %s", width+1, "", oneLine(more))
			}
		}
	}
}
