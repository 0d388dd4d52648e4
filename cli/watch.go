package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

const (
	firstPause = time.Second // before a lost stream is asked for again
	mostPause  = 30 * time.Second
)

func incidentWatchCommand() *cobra.Command {
	var filter incidentFilter
	cmd := &cobra.Command{
		Use: "watch", Short: "Show what happens to incidents, as it happens", Args: cobra.NoArgs,
		Long: "Shows each change as a line (or, with -o json, as an object) until it is interrupted. When the server is away, it waits for it, and goes on where it was.",
	}
	filter.bind(cmd)
	cmd.RunE = run(func(ctx context.Context, s *session, _ []string) error {
		with, err := filter.filter(ctx, s)
		if err != nil {
			return err
		}
		w := &watch{session: s, filter: with}
		return w.run(ctx)
	})
	return cmd
}

// watch shows changes, and goes on after the stream of them was lost.
type watch struct {
	*session
	filter variables
	cursor string // of the last change
	begun  bool   // the server was there once
}

const watched = `subscription($filter: IncidentFilter, $after: String) {
	incidentChanged(filter: $filter, after: $after) {
		cursor event { type createdAt actor { name } } incident { ...incident }
	}
} ` + incidentFields

func (w *watch) run(ctx context.Context) error {
	pause := firstPause
	for {
		before := w.cursor
		err := w.follow(ctx)
		var refused *apiError
		switch {
		case ctx.Err() != nil: // interrupted, as it is meant to end
			return nil
		case errors.As(err, &refused) || errors.Is(err, errClosed) || !w.begun:
			return err
		case w.cursor != before:
			pause = firstPause
		}
		w.note("%s; trying again in %s", err, pause)
		if err := w.flush(); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
		pause = min(2*pause, mostPause)
	}
}

// follow shows changes until the stream ends, and returns why it has.
func (w *watch) follow(ctx context.Context) error {
	with := variables{"filter": w.filter}
	if w.cursor != "" {
		with["after"] = w.cursor
	}
	body, err := json.Marshal(map[string]any{"query": watched, "variables": with})
	if err != nil {
		return err
	}
	response, err := w.send(ctx, http.MethodPost, "/graphql", "text/event-stream", body)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if !strings.HasPrefix(response.Header.Get("Content-Type"), "text/event-stream") {
		_, err := w.read(response)
		return err
	}
	w.begun = true
	return w.events(bufio.NewReader(response.Body))
}

// events reads server-sent events, of which an answer is one line of data.
func (w *watch) events(stream *bufio.Reader) error {
	for {
		line, err := stream.ReadBytes('\n')
		if err != nil {
			return errors.New("the server has ended the stream")
		}
		data, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte("data:"))
		if data = bytes.TrimSpace(data); !ok || len(data) == 0 {
			continue
		}
		if err := w.change(data); err != nil {
			return err
		}
	}
}

var errClosed = errors.New("the output was closed")

func (w *watch) change(data []byte) error {
	var got answer
	if err := json.Unmarshal(data, &got); err != nil {
		return fmt.Errorf("the server has sent what is no answer: %w", err)
	}
	if len(got.Errors) > 0 {
		return got.Errors[0]
	}
	raw, err := dig(got.Data, "incidentChanged")
	if err != nil {
		return err
	}
	change, err := itemOf(raw)
	if err != nil {
		return err
	}
	w.cursor = change.text("cursor")
	if w.asJSON {
		w.line("%s", raw)
	} else {
		inc := item(change.at("incident").(map[string]any))
		w.line("%s  %s  %s  %s  %s (%s)", when("event.createdAt")(change), w.paint(change.text("event.type"), false), inc.text("id"), w.paint(inc.text("status"), false), oneLine(inc.text("title")), oneLine(inc.text("service.name")))
	}
	if err := w.flush(); err != nil {
		return errors.Join(errClosed, err)
	}
	return nil
}
