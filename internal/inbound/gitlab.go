package inbound

import (
	"cmp"

	"github.com/opsknight/opsknight/internal/lenient"
	"github.com/opsknight/opsknight/model"
)

// gitLab reads pipelines, jobs, deployments and incidents. Source: GitLab's documentation,
// "Webhook events". All other deliveries are no events.
func gitLab(d Delivery) ([]*model.Event, error) {
	body, err := d.object()
	if err != nil {
		return nil, err
	}
	var found finding
	switch kind := body.Some("object_kind"); kind {
	case "":
		return nil, required("object_kind", "a webhook of GitLab has it.")
	case "pipeline":
		found, err = pipelineFinding(body)
	case "build":
		found, err = jobFinding(body)
	case "deployment":
		found, err = deploymentFinding(body)
	case "issue", "work_item", "incident":
		found, err = incidentFinding(body)
	}
	if err != nil || found.action == "" {
		return nil, err
	}
	found.source, found.raw = projectOf(body), d.Body
	return []*model.Event{found.event()}, nil
}

// outcome says what the status of a pipeline, job or deployment asks for; "": nothing, as
// it has not ended, or by somebody's will.
func outcome(status string) model.EventAction {
	switch status {
	case "failed":
		return model.ActionTrigger
	case "success":
		return model.ActionResolve
	}
	return ""
}

// projectOf returns the path of a delivery's project.
func projectOf(body lenient.Object) string {
	return cmp.Or(body.Object("project").Some("path_with_namespace"), body.Some("project_name"), body.Some("project_id"), body.Object("project").Some("id"))
}

// pipelineFinding reads a pipeline. Those of merge requests are no events, and those that
// another pipeline has started are told by it.
func pipelineFinding(body lenient.Object) (finding, error) {
	pipeline := body.Object("object_attributes")
	action := outcome(pipeline.Some("status"))
	switch pipeline.Some("source") {
	case "merge_request_event", "parent_pipeline":
		action = ""
	}
	if action == "" {
		return finding{}, nil
	}
	project, ref := projectOf(body), pipeline.Some("ref")
	if project == "" || ref == "" {
		return finding{}, required("object_attributes.ref", "it and project.path_with_namespace name the pipeline.")
	}
	key := keyOf("gitlab", "pipeline", project, ref)
	if name := pipeline.Some("name"); name != "" {
		key = keyOf(key, name)
	}
	commit := body.Object("commit")
	return finding{
		action: action, key: key, severity: model.SeverityError, summary: "Pipeline of " + project + " failed on " + ref, about: commit.Some("title"),
		details: map[string]any{
			"pipeline": pipeline.Some("id"), "branch": ref, "commit": pipeline.Some("sha"), "message": commit.Some("message"), "author": commit.Object("author").Some("name"),
			"triggered_by": pipeline.Some("source"), "user": body.Object("user").Some("username"), "duration_seconds": pipeline.Some("duration"), "stages": pipeline["stages"],
		},
		links: linked(link("GitLab", pipeline.Some("url")), link("Commit", commit.Some("url"))),
	}, nil
}

// jobFinding reads a job. One that is allowed to fail is no problem.
func jobFinding(body lenient.Object) (finding, error) {
	action := outcome(body.Some("build_status"))
	if action == model.ActionTrigger && body.Some("build_allow_failure") == "true" {
		action = ""
	}
	if action == "" {
		return finding{}, nil
	}
	project, ref, name := projectOf(body), body.Some("ref"), body.Some("build_name")
	if project == "" || name == "" {
		return finding{}, required("build_name", "it and project_name name the job.")
	}
	commit, page := body.Object("commit"), ""
	if home := body.Object("project").Some("web_url"); home != "" && body.Some("build_id") != "" {
		page = home + "/-/jobs/" + body.Some("build_id")
	}
	return finding{
		action: action, key: keyOf("gitlab", "job", project, ref, name), severity: model.SeverityError,
		summary: "Job " + name + " of " + project + " failed on " + ref,
		details: map[string]any{
			"job": body.Some("build_id"), "stage": body.Some("build_stage"), "branch": ref, "commit": body.Some("sha"), "message": commit.Some("message"),
			"reason": body.Some("build_failure_reason"), "user": body.Object("user").Some("username", "name"), "pipeline": body.Some("pipeline_id"),
		},
		links: link("GitLab", page),
	}, nil
}

// deploymentFinding reads a deployment to an environment.
func deploymentFinding(body lenient.Object) (finding, error) {
	action := outcome(body.Some("status"))
	if action == "" {
		return finding{}, nil
	}
	project, environment := projectOf(body), body.Some("environment")
	if project == "" || environment == "" {
		return finding{}, required("environment", "it and project.path_with_namespace name what was deployed.")
	}
	return finding{
		action: action, key: keyOf("gitlab", "deployment", project, environment), severity: model.SeverityError,
		summary: "Deployment of " + project + " to " + environment + " failed", about: body.Some("commit_title"),
		details: map[string]any{
			"environment": environment, "branch": body.Some("ref"), "commit": body.Some("short_sha"), "message": body.Some("commit_title"), "user": body.Object("user").Some("username", "name"),
		},
		links: linked(link("GitLab", body.Some("deployable_url")), link("Commit", body.Some("commit_url")), link("Environment", body.Some("environment_external_url"))),
	}, nil
}

// gitLabSeverities are those of GitLab's incidents.
var gitLabSeverities = map[string]model.Severity{
	"critical": model.SeverityCritical, "high": model.SeverityError, "medium": model.SeverityWarning, "low": model.SeverityInfo,
}

// incidentFinding reads an issue of the type incident. Issues of other types are no
// events, and neither is that somebody has edited one.
func incidentFinding(body lenient.Object) (finding, error) {
	issue := body.Object("object_attributes")
	if plain(issue.Some("type")) != "incident" {
		return finding{}, nil
	}
	var action model.EventAction
	switch cmp.Or(issue.Some("action"), issue.Some("state")) { // a test has no action
	case "open", "reopen", "opened":
		action = model.ActionTrigger
	case "close", "closed":
		action = model.ActionResolve
	default:
		return finding{}, nil
	}
	project, number := projectOf(body), issue.Some("iid", "id")
	if project == "" || number == "" {
		return finding{}, required("object_attributes.iid", "it and project.path_with_namespace name the incident.")
	}
	return finding{
		action: action, key: keyOf("gitlab", "incident", project, number), severity: gitLabSeverities[plain(issue.Some("severity"))],
		summary: issue.Some("title"), about: issue.Some("description"),
		details: map[string]any{
			"incident": number, "severity": issue.Some("severity"), "labels": body["labels"], "user": body.Object("user").Some("username"),
		},
		links: link("GitLab", issue.Some("url")),
	}, nil
}
