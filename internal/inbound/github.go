package inbound

import (
	"mime"
	"net/url"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/lenient"
	"github.com/opsknight/opsknight/model"
)

// gitHubActions reads the end of a workflow's run: what failed opens an incident of the
// workflow and branch, and the next success closes it. Runs of pull requests are no
// events, nor are other deliveries. Source: GitHub's documentation of webhooks,
// "workflow_run".
func gitHubActions(d Delivery) ([]*model.Event, error) {
	d, err := d.formPayload()
	if err != nil {
		return nil, err
	}
	body, err := d.object()
	if err != nil {
		return nil, err
	}
	switch event := d.Header.Get("X-GitHub-Event"); {
	case event != "" && event != "workflow_run":
		return nil, nil
	case len(body["workflow_run"]) > 0:
		return workflowEvents(d, body)
	case event == "" && len(body["zen"]) > 0: // the first delivery to a new webhook
		return nil, nil
	}
	return nil, required("workflow_run", "let the webhook send the event \"Workflow runs\".")
}

// formPayload returns the delivery with the JSON that is in the field payload of a form,
// as GitHub's webhooks send it if nobody chooses application/json.
func (d Delivery) formPayload() (Delivery, error) {
	mediaType, _, _ := mime.ParseMediaType(d.Header.Get("Content-Type"))
	if mediaType != "application/x-www-form-urlencoded" || !strings.HasPrefix(string(d.Body), "payload=") {
		return d, nil
	}
	form, err := url.ParseQuery(string(d.Body))
	if err != nil {
		return d, fault.Field("payload", "invalid_format", "The body is not a form. Set the webhook's content type to application/json.")
	}
	d.Body = []byte(form.Get("payload"))
	return d, nil
}

func workflowEvents(d Delivery, body lenient.Object) ([]*model.Event, error) {
	run := body.Object("workflow_run")
	if body.Some("action") != "completed" || strings.HasPrefix(run.Some("event"), "pull_request") {
		return nil, nil
	}
	var action model.EventAction
	ended := run.Some("conclusion")
	switch ended {
	case "failure", "timed_out", "startup_failure":
		action = model.ActionTrigger
	case "success":
		action = model.ActionResolve
	default: // cancelled, skipped, neutral, stale and action_required tell of neither
		return nil, nil
	}
	repository := body.Object("repository").Some("full_name")
	workflow := run.Some("workflow_id", "path", "name")
	if repository == "" || workflow == "" {
		return nil, required("workflow_run.workflow_id", "it and repository.full_name name the workflow.")
	}
	branch := run.Some("head_branch")
	key := keyOf("github-actions", repository, workflow, branch)
	if fork := run.Object("head_repository").Some("full_name"); fork != "" && fork != repository { // whose branches have names of their own
		key = keyOf(key, fork)
	}
	name := run.Some("name", "display_title")
	summary := name + " of " + repository + " failed"
	if branch != "" {
		summary += " on " + branch
	}
	commit := run.Object("head_commit")
	return []*model.Event{finding{
		action: action, key: key, severity: model.SeverityError, summary: summary, source: repository, about: run.Some("display_title"),
		details: map[string]any{
			"conclusion": ended, "workflow": name, "branch": branch, "commit": run.Some("head_sha"), "message": commit.Some("message"),
			"author": commit.Object("author").Some("name"), "run_number": run.Some("run_number"), "attempt": run.Some("run_attempt"),
			"triggered_by": run.Some("event"), "actor": run.Object("actor").Some("login"), "finished_at": run.Some("updated_at"),
		},
		links: link("GitHub", run.Some("html_url")), raw: d.Body,
	}.event()}, nil
}
