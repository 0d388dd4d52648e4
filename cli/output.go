package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// printer prints what a command has found, as a table for people or as JSON.
type printer struct {
	out, err      io.Writer
	buffer, notes bytes.Buffer
	asJSON        bool
	width         int // of the terminal; 0: it is none
	colored       bool
}

func newPrinter(cmd *cobra.Command) (*printer, error) {
	format, err := cmd.Flags().GetString("output")
	if err != nil {
		return nil, err
	}
	if format != "table" && format != "json" {
		return nil, usage("--output is table or json, not %q", format)
	}
	p := &printer{out: cmd.OutOrStdout(), err: cmd.ErrOrStderr(), asJSON: format == "json"}
	if file, ok := p.out.(interface{ Fd() uintptr }); ok && term.IsTerminal(int(file.Fd())) {
		p.width, _, _ = term.GetSize(int(file.Fd()))
		p.colored = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	return p, nil
}

// flush writes what was printed, and then what was noted.
func (p *printer) flush() error {
	if _, err := p.buffer.WriteTo(p.out); err != nil {
		return err
	}
	_, err := p.notes.WriteTo(p.err)
	return err
}

// note tells people something that is no part of the output.
func (p *printer) note(format string, args ...any) {
	if !p.asJSON {
		fmt.Fprintf(&p.notes, format+"\n", args...)
	}
}

func (p *printer) line(format string, args ...any) { fmt.Fprintf(&p.buffer, format+"\n", args...) }

// json prints a value as the API has it, indented.
func (p *printer) json(value json.RawMessage) {
	if err := json.Indent(&p.buffer, bytes.TrimSpace(value), "", "  "); err != nil {
		p.buffer.Write(value)
	}
	p.buffer.WriteByte('\n')
}

// column is one of a table.
type column struct {
	head string
	of   func(item) string
	wide bool // what does not fit is cut off here
}

const (
	gap      = 2  // between columns
	leastCut = 12 // what is left of a column that is cut
)

// table prints items as a table that fits the terminal.
func (p *printer) table(columns []column, items []item) {
	rows := make([][]string, 0, len(items)+1)
	head := make([]string, len(columns))
	for i, column := range columns {
		head[i] = column.head
	}
	rows = append(rows, head)
	for _, one := range items {
		row := make([]string, len(columns))
		for i, column := range columns {
			row[i] = oneLine(column.of(one))
		}
		rows = append(rows, row)
	}
	p.cut(columns, rows)
	t := table.NewWriter()
	t.SetStyle(plain)
	for i, row := range rows {
		cells := make(table.Row, len(row))
		for j, cell := range row {
			cells[j] = p.paint(cell, i == 0)
		}
		t.AppendRow(cells)
	}
	for line := range strings.Lines(t.Render()) {
		p.line("%s", strings.TrimRight(line, " \n"))
	}
}

// plain has columns with space between them, and nothing else.
var plain = table.Style{Box: table.BoxStyle{PaddingRight: strings.Repeat(" ", gap)}}

// cut makes the columns that may be narrower so narrow that a row fits the terminal.
func (p *printer) cut(columns []column, rows [][]string) {
	if p.width == 0 {
		return
	}
	widths, all := make([]int, len(columns)), gap*(len(columns)-1)
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], text.StringWidth(cell))
		}
	}
	for _, width := range widths {
		all += width
	}
	for i, column := range columns {
		if all <= p.width || !column.wide {
			continue
		}
		narrower := max(leastCut, widths[i]-(all-p.width))
		all -= widths[i] - narrower
		for _, row := range rows {
			row[i] = text.Snip(row[i], narrower, "…")
		}
	}
}

// colors are those of the words that are worth one.
var colors = map[string]text.Colors{
	"OPEN": {text.FgRed}, "FAILED": {text.FgRed}, "CRITICAL": {text.FgRed}, "HIGH": {text.Bold},
	"ACKNOWLEDGED": {text.FgYellow}, "PENDING": {text.FgYellow}, "DEGRADED": {text.FgYellow}, "MAINTENANCE": {text.FgBlue},
	"SNOOZED": {text.FgBlue}, "SUPPRESSED": {text.FgHiBlack}, "RESOLVED": {text.FgGreen}, "DELIVERED": {text.FgGreen}, "OPERATIONAL": {text.FgGreen},
}

func (p *printer) paint(cell string, head bool) string {
	color := colors[cell]
	if head {
		color = text.Colors{text.FgHiBlack}
	}
	if !p.colored || color == nil {
		return cell
	}
	// Not color.Sprint: it asks once for the process whether there is a terminal.
	return color.EscapeSeq() + cell + text.Reset.EscapeSeq()
}

// oneLine makes a text of others safe to print: without control characters, by which it
// could move the cursor or write over other lines.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			return '�'
		}
		return r
	}, s)
}
