# Written by tools/sdk from rest/openapi.yaml: do not edit.
"""The methods of the REST API, one for each operation of openapi.yaml."""

from __future__ import annotations

from typing import Any, Iterator, List, Mapping, Optional, Sequence

from . import types as t
from ._call import Call, CallOptions, quote


class Operations:
    """The methods of the REST API. `Client` has them."""

    def _call(self, call: Call, options: Optional[CallOptions]) -> Any:
        raise NotImplementedError

    def _pages(self, call: Call, options: Optional[CallOptions]) -> Iterator[Any]:
        raise NotImplementedError

    def send_event(
        self,
        body: t.Event,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.EventAnswer:
        """Send an event. Takes in what a monitoring tool has found. The answer comes after the
        event is stored. A trigger opens an incident, or adds an alert to the one that has its
        `dedup_key` and is not resolved; `acknowledge` and `resolve` change that incident.
        Unknown fields are ignored. Needs the scope `events:write`, or an integration's routing
        key in place of an API key.
        """
        return self._call(Call("POST", "/api/events", body=body, event=True), options)

    def send_inbound(
        self,
        type: str,
        routing_key: str,
        body: Mapping[str, Any],
        *,
        options: Optional[CallOptions] = None,
    ) -> t.InboundAnswer:
        """Send what a tool tells in its own format. Takes in what a monitoring tool sends by its
        own webhook, as the tool documents it: `docs/integrations` has a page for each. What
        tells of a problem opens an incident, what tells of its end resolves it; deliveries that
        tell of neither, as a tool's test, are answered with no events. The events of one
        delivery, of which there may be 500, are stored together or not at all. The routing key
        in the path is the only credential. Any `Content-Type` is taken.
        """
        return self._call(Call("POST", f"/api/integrations/{quote(type)}/{quote(routing_key)}", body=body, anonymous=True), options)

    def list_incidents(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.IncidentSort] = None,
        order: Optional[t.Order] = None,
        status: Optional[Sequence[t.IncidentStatus]] = None,
        urgency: Optional[Sequence[t.Urgency]] = None,
        service_id: Optional[Sequence[str]] = None,
        team_id: Optional[Sequence[str]] = None,
        assignee_id: Optional[Sequence[str]] = None,
        created_after: Optional[str] = None,
        created_before: Optional[str] = None,
        q: Optional[str] = None,
        dedup_key: Optional[str] = None,
        options: Optional[CallOptions] = None,
    ) -> t.IncidentList:
        """List incidents. A page of the incidents that the filters leave. Needs the scope
        `incidents:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.

        `sort`: What to sort by. Ties are broken by id in the same direction.

        `order`: The direction of the order.

        `status`: Any of these statuses, separated by commas.

        `urgency`: Any of these urgencies, separated by commas.

        `service_id`: Of any of these services. An id that does not exist matches nothing.

        `team_id`: Assigned to any of these teams, or of a service that one of them owns.

        `assignee_id`: Assigned to any of these users.

        `created_after`: Opened at this time or later; RFC 3339, or a date, which is its
        midnight in UTC.

        `created_before`: Opened before this time; RFC 3339, or a date, which is its midnight in
        UTC.

        `q`: With this text in title, description or id, in any case.

        `dedup_key`: With this dedup key.
        """
        return self._call(Call("GET", "/api/incidents", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "status": status, "urgency": urgency, "service_id": service_id, "team_id": team_id, "assignee_id": assignee_id, "created_after": created_after, "created_before": created_before, "q": q, "dedup_key": dedup_key}), options)

    def all_incidents(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.IncidentSort] = None,
        order: Optional[t.Order] = None,
        status: Optional[Sequence[t.IncidentStatus]] = None,
        urgency: Optional[Sequence[t.Urgency]] = None,
        service_id: Optional[Sequence[str]] = None,
        team_id: Optional[Sequence[str]] = None,
        assignee_id: Optional[Sequence[str]] = None,
        created_after: Optional[str] = None,
        created_before: Optional[str] = None,
        q: Optional[str] = None,
        dedup_key: Optional[str] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.Incident]:
        """All that `list_incidents` lists, page by page as they are asked for; `limit` is the
        length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", "/api/incidents", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "status": status, "urgency": urgency, "service_id": service_id, "team_id": team_id, "assignee_id": assignee_id, "created_after": created_after, "created_before": created_before, "q": q, "dedup_key": dedup_key}), options)

    def create_incident(
        self,
        body: t.CreateIncident,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Incident:
        """Open an incident. Opens an incident by hand. Needs the scope `incidents:write`."""
        return self._call(Call("POST", "/api/incidents", body=body, keyed=True, unwrap=True), options)

    def get_incident(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Incident:
        """Get an incident. Needs the scope `incidents:read`. With `If-None-Match` it answers 304
        if nothing has changed.
        """
        return self._call(Call("GET", f"/api/incidents/{quote(id)}", unwrap=True), options)

    def update_incident(
        self,
        id: str,
        body: t.UpdateIncident,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Incident:
        """Change an incident. Changes the fields that are present; `null` clears those that may be
        null. Needs the scope `incidents:write`. With `If-Match` it changes only what you have
        seen.
        """
        return self._call(Call("PATCH", f"/api/incidents/{quote(id)}", body=body, unwrap=True), options)

    def delete_incident(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> None:
        """Delete an incident. Deletes an incident with its timeline and alerts, for ever. Needs
        the scope `incidents:write`, and a key whose owner is an administrator.
        """
        return self._call(Call("DELETE", f"/api/incidents/{quote(id)}"), options)

    def list_timeline(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        options: Optional[CallOptions] = None,
    ) -> t.TimelineList:
        """List what has happened to an incident. The oldest first. Needs the scope
        `incidents:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.
        """
        return self._call(Call("GET", f"/api/incidents/{quote(id)}/timeline", query={"limit": limit, "offset": offset}), options)

    def all_timeline(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.TimelineEntry]:
        """All that `list_timeline` lists, page by page as they are asked for; `limit` is the
        length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", f"/api/incidents/{quote(id)}/timeline", query={"limit": limit, "offset": offset}), options)

    def list_alerts(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        options: Optional[CallOptions] = None,
    ) -> t.AlertList:
        """List the events that triggered an incident. The oldest first. Needs the scope
        `incidents:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.
        """
        return self._call(Call("GET", f"/api/incidents/{quote(id)}/alerts", query={"limit": limit, "offset": offset}), options)

    def all_alerts(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.Alert]:
        """All that `list_alerts` lists, page by page as they are asked for; `limit` is the length
        of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", f"/api/incidents/{quote(id)}/alerts", query={"limit": limit, "offset": offset}), options)

    def list_incident_change_events(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        options: Optional[CallOptions] = None,
    ) -> t.ChangeEventList:
        """List what was done to the service near an incident. From 24 hours before it was opened
        until it was resolved, the latest first. Needs the scope `incidents:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.
        """
        return self._call(Call("GET", f"/api/incidents/{quote(id)}/change-events", query={"limit": limit, "offset": offset}), options)

    def all_incident_change_events(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.ChangeEvent]:
        """All that `list_incident_change_events` lists, page by page as they are asked for;
        `limit` is the length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", f"/api/incidents/{quote(id)}/change-events", query={"limit": limit, "offset": offset}), options)

    def list_notes(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        options: Optional[CallOptions] = None,
    ) -> t.NoteList:
        """List the notes of an incident. The oldest first. Needs the scope `incidents:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.
        """
        return self._call(Call("GET", f"/api/incidents/{quote(id)}/notes", query={"limit": limit, "offset": offset}), options)

    def all_notes(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.Note]:
        """All that `list_notes` lists, page by page as they are asked for; `limit` is the length
        of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", f"/api/incidents/{quote(id)}/notes", query={"limit": limit, "offset": offset}), options)

    def add_note(
        self,
        id: str,
        body: t.CreateNote,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Note:
        """Write a note. Writes a note into the incident's timeline. Needs the scope
        `incidents:write`.
        """
        return self._call(Call("POST", f"/api/incidents/{quote(id)}/notes", body=body, keyed=True, unwrap=True), options)

    def list_change_events(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        service_id: Optional[Sequence[str]] = None,
        since: Optional[str] = None,
        until: Optional[str] = None,
        options: Optional[CallOptions] = None,
    ) -> t.ChangeEventList:
        """List change events. What was done to services, as `POST /v2/change/enqueue` or
        `sendChangeEvent` of the GraphQL API has told; the latest first. Needs the scope
        `incidents:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.

        `service_id`: Of any of these services.

        `since`: Done at this time or later; RFC 3339, or a date, which is its midnight in UTC.

        `until`: Done before this time; RFC 3339, or a date, which is its midnight in UTC.
        """
        return self._call(Call("GET", "/api/change-events", query={"limit": limit, "offset": offset, "service_id": service_id, "since": since, "until": until}), options)

    def all_change_events(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        service_id: Optional[Sequence[str]] = None,
        since: Optional[str] = None,
        until: Optional[str] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.ChangeEvent]:
        """All that `list_change_events` lists, page by page as they are asked for; `limit` is the
        length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", "/api/change-events", query={"limit": limit, "offset": offset, "service_id": service_id, "since": since, "until": until}), options)

    def get_change_event(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.ChangeEvent:
        """Get a change event. Needs the scope `incidents:read`."""
        return self._call(Call("GET", f"/api/change-events/{quote(id)}", unwrap=True), options)

    def list_services(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        q: Optional[str] = None,
        team_id: Optional[Sequence[str]] = None,
        escalation_policy_id: Optional[Sequence[str]] = None,
        options: Optional[CallOptions] = None,
    ) -> t.ServiceList:
        """List services. Needs the scope `services:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.

        `sort`: What to sort by. Ties are broken by id in the same direction.

        `order`: The direction of the order.

        `q`: With this text in the name, slug or id, in any case.

        `team_id`: Owned by any of these teams.

        `escalation_policy_id`: Whose incidents are escalated by any of these policies.
        """
        return self._call(Call("GET", "/api/services", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "q": q, "team_id": team_id, "escalation_policy_id": escalation_policy_id}), options)

    def all_services(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        q: Optional[str] = None,
        team_id: Optional[Sequence[str]] = None,
        escalation_policy_id: Optional[Sequence[str]] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.Service]:
        """All that `list_services` lists, page by page as they are asked for; `limit` is the
        length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", "/api/services", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "q": q, "team_id": team_id, "escalation_policy_id": escalation_policy_id}), options)

    def create_service(
        self,
        body: t.CreateService,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Service:
        """Create a service. Needs the scope `services:write`."""
        return self._call(Call("POST", "/api/services", body=body, keyed=True, unwrap=True), options)

    def get_service(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Service:
        """Get a service. Needs the scope `services:read`. With `If-None-Match` it answers 304 if
        nothing has changed.
        """
        return self._call(Call("GET", f"/api/services/{quote(id)}", unwrap=True), options)

    def update_service(
        self,
        id: str,
        body: t.UpdateService,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Service:
        """Change a service. Changes the fields that are present; `null` clears those that may be
        null. Needs the scope `services:write`. With `If-Match` it changes only what you have
        seen.
        """
        return self._call(Call("PATCH", f"/api/services/{quote(id)}", body=body, unwrap=True), options)

    def delete_service(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> None:
        """Delete a service. 409 while something needs the service. Needs the scope
        `services:write`.
        """
        return self._call(Call("DELETE", f"/api/services/{quote(id)}"), options)

    def list_integrations(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        options: Optional[CallOptions] = None,
    ) -> t.IntegrationList:
        """List the integrations of a service. The oldest first. Needs the scope `services:read`;
        routing keys are shown with `services:write`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.
        """
        return self._call(Call("GET", f"/api/services/{quote(id)}/integrations", query={"limit": limit, "offset": offset}), options)

    def all_integrations(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.Integration]:
        """All that `list_integrations` lists, page by page as they are asked for; `limit` is the
        length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", f"/api/services/{quote(id)}/integrations", query={"limit": limit, "offset": offset}), options)

    def create_integration(
        self,
        id: str,
        body: t.CreateIntegration,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Integration:
        """Create an integration. Makes a way to send events to the service, with a routing key of
        its own. Needs the scope `services:write`.
        """
        return self._call(Call("POST", f"/api/services/{quote(id)}/integrations", body=body, keyed=True, unwrap=True), options)

    def get_integration(
        self,
        id: str,
        integration_id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Integration:
        """Get an integration. Needs the scope `services:read`."""
        return self._call(Call("GET", f"/api/services/{quote(id)}/integrations/{quote(integration_id)}", unwrap=True), options)

    def update_integration(
        self,
        id: str,
        integration_id: str,
        body: t.UpdateIntegration,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Integration:
        """Change an integration. While it is disabled its events are refused. Needs the scope
        `services:write`.
        """
        return self._call(Call("PATCH", f"/api/services/{quote(id)}/integrations/{quote(integration_id)}", body=body, unwrap=True), options)

    def delete_integration(
        self,
        id: str,
        integration_id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> None:
        """Delete an integration. Needs the scope `services:write`."""
        return self._call(Call("DELETE", f"/api/services/{quote(id)}/integrations/{quote(integration_id)}"), options)

    def rotate_integration_key(
        self,
        id: str,
        integration_id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Integration:
        """Rotate an integration's routing key. Events with the old key are refused, on every
        server within five seconds. Needs the scope `services:write`.
        """
        return self._call(Call("POST", f"/api/services/{quote(id)}/integrations/{quote(integration_id)}/rotate", body={}, unwrap=True), options)

    def list_maintenance_windows(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        past: Optional[bool] = None,
        options: Optional[CallOptions] = None,
    ) -> t.MaintenanceWindowList:
        """List the maintenance windows of a service. Those that have not ended, the oldest first.
        Needs the scope `services:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.

        `past`: Whether to list windows that have ended as well.
        """
        return self._call(Call("GET", f"/api/services/{quote(id)}/maintenance-windows", query={"limit": limit, "offset": offset, "past": past}), options)

    def all_maintenance_windows(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        past: Optional[bool] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.MaintenanceWindow]:
        """All that `list_maintenance_windows` lists, page by page as they are asked for; `limit`
        is the length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", f"/api/services/{quote(id)}/maintenance-windows", query={"limit": limit, "offset": offset, "past": past}), options)

    def create_maintenance_window(
        self,
        id: str,
        body: t.CreateMaintenanceWindow,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.MaintenanceWindow:
        """Create a maintenance window. Plans work on the service. Needs the scope
        `services:write`.
        """
        return self._call(Call("POST", f"/api/services/{quote(id)}/maintenance-windows", body=body, keyed=True, unwrap=True), options)

    def get_maintenance_window(
        self,
        id: str,
        window_id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.MaintenanceWindow:
        """Get a maintenance window. Needs the scope `services:read`."""
        return self._call(Call("GET", f"/api/services/{quote(id)}/maintenance-windows/{quote(window_id)}", unwrap=True), options)

    def update_maintenance_window(
        self,
        id: str,
        window_id: str,
        body: t.UpdateMaintenanceWindow,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.MaintenanceWindow:
        """Change a maintenance window. Needs the scope `services:write`."""
        return self._call(Call("PATCH", f"/api/services/{quote(id)}/maintenance-windows/{quote(window_id)}", body=body, unwrap=True), options)

    def delete_maintenance_window(
        self,
        id: str,
        window_id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> None:
        """Delete a maintenance window. Needs the scope `services:write`."""
        return self._call(Call("DELETE", f"/api/services/{quote(id)}/maintenance-windows/{quote(window_id)}"), options)

    def list_teams(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        q: Optional[str] = None,
        member_id: Optional[Sequence[str]] = None,
        options: Optional[CallOptions] = None,
    ) -> t.TeamList:
        """List teams. Needs the scope `teams:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.

        `sort`: What to sort by. Ties are broken by id in the same direction.

        `order`: The direction of the order.

        `q`: With this text in the name or id, in any case.

        `member_id`: Of which any of these users is a member.
        """
        return self._call(Call("GET", "/api/teams", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "q": q, "member_id": member_id}), options)

    def all_teams(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        q: Optional[str] = None,
        member_id: Optional[Sequence[str]] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.Team]:
        """All that `list_teams` lists, page by page as they are asked for; `limit` is the length
        of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", "/api/teams", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "q": q, "member_id": member_id}), options)

    def create_team(
        self,
        body: t.CreateTeam,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Team:
        """Create a team. Needs the scope `teams:write`."""
        return self._call(Call("POST", "/api/teams", body=body, keyed=True, unwrap=True), options)

    def get_team(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Team:
        """Get a team. Needs the scope `teams:read`. With `If-None-Match` it answers 304 if nothing
        has changed.
        """
        return self._call(Call("GET", f"/api/teams/{quote(id)}", unwrap=True), options)

    def update_team(
        self,
        id: str,
        body: t.UpdateTeam,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Team:
        """Change a team. Changes the fields that are present; `null` clears those that may be
        null. Needs the scope `teams:write`. With `If-Match` it changes only what you have seen.
        """
        return self._call(Call("PATCH", f"/api/teams/{quote(id)}", body=body, unwrap=True), options)

    def delete_team(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> None:
        """Delete a team. 409 while something needs the team. Needs the scope `teams:write`."""
        return self._call(Call("DELETE", f"/api/teams/{quote(id)}"), options)

    def list_team_members(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        options: Optional[CallOptions] = None,
    ) -> t.TeamMemberList:
        """List the members of a team. In the order in which they came. Needs the scope
        `teams:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.
        """
        return self._call(Call("GET", f"/api/teams/{quote(id)}/members", query={"limit": limit, "offset": offset}), options)

    def all_team_members(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.TeamMember]:
        """All that `list_team_members` lists, page by page as they are asked for; `limit` is the
        length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", f"/api/teams/{quote(id)}/members", query={"limit": limit, "offset": offset}), options)

    def add_team_member(
        self,
        id: str,
        body: t.AddTeamMember,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.TeamMember:
        """Take a user into a team. Needs the scope `teams:write`."""
        return self._call(Call("POST", f"/api/teams/{quote(id)}/members", body=body, keyed=True, unwrap=True), options)

    def get_team_member(
        self,
        id: str,
        user_id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.TeamMember:
        """Get a member of a team. Needs the scope `teams:read`."""
        return self._call(Call("GET", f"/api/teams/{quote(id)}/members/{quote(user_id)}", unwrap=True), options)

    def update_team_member(
        self,
        id: str,
        user_id: str,
        body: t.UpdateTeamMember,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.TeamMember:
        """Give a member another role. 409 for the last owner. Needs the scope `teams:write`."""
        return self._call(Call("PATCH", f"/api/teams/{quote(id)}/members/{quote(user_id)}", body=body, unwrap=True), options)

    def remove_team_member(
        self,
        id: str,
        user_id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> None:
        """Take a user out of a team. 409 for the last owner. Needs the scope `teams:write`."""
        return self._call(Call("DELETE", f"/api/teams/{quote(id)}/members/{quote(user_id)}"), options)

    def list_users(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        q: Optional[str] = None,
        role: Optional[Sequence[t.Role]] = None,
        status: Optional[Sequence[t.UserStatus]] = None,
        team_id: Optional[Sequence[str]] = None,
        options: Optional[CallOptions] = None,
    ) -> t.UserList:
        """List users. Needs the scope `users:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.

        `sort`: What to sort by. Ties are broken by id in the same direction.

        `order`: The direction of the order.

        `q`: With this text in the name, e-mail address or id, in any case.

        `role`: With any of these roles.

        `status`: With any of these statuses.

        `team_id`: Members of any of these teams.
        """
        return self._call(Call("GET", "/api/users", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "q": q, "role": role, "status": status, "team_id": team_id}), options)

    def all_users(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        q: Optional[str] = None,
        role: Optional[Sequence[t.Role]] = None,
        status: Optional[Sequence[t.UserStatus]] = None,
        team_id: Optional[Sequence[str]] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.User]:
        """All that `list_users` lists, page by page as they are asked for; `limit` is the length
        of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", "/api/users", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "q": q, "role": role, "status": status, "team_id": team_id}), options)

    def create_user(
        self,
        body: t.CreateUser,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.User:
        """Create a user. Needs the scope `users:write`."""
        return self._call(Call("POST", "/api/users", body=body, keyed=True, unwrap=True), options)

    def get_user(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.User:
        """Get a user. Needs the scope `users:read`. With `If-None-Match` it answers 304 if nothing
        has changed.
        """
        return self._call(Call("GET", f"/api/users/{quote(id)}", unwrap=True), options)

    def update_user(
        self,
        id: str,
        body: t.UpdateUser,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.User:
        """Change a user. Changes the fields that are present; `null` clears those that may be
        null. Needs the scope `users:write`. With `If-Match` it changes only what you have seen.
        """
        return self._call(Call("PATCH", f"/api/users/{quote(id)}", body=body, unwrap=True), options)

    def delete_user(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> None:
        """Delete a user. 409 while something needs the user. Needs the scope `users:write`."""
        return self._call(Call("DELETE", f"/api/users/{quote(id)}"), options)

    def list_schedules(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        q: Optional[str] = None,
        user_id: Optional[Sequence[str]] = None,
        options: Optional[CallOptions] = None,
    ) -> t.ScheduleList:
        """List schedules. Needs the scope `schedules:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.

        `sort`: What to sort by. Ties are broken by id in the same direction.

        `order`: The direction of the order.

        `q`: With this text in the name or id, in any case.

        `user_id`: In one of whose layers any of these users takes turns.
        """
        return self._call(Call("GET", "/api/schedules", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "q": q, "user_id": user_id}), options)

    def all_schedules(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        q: Optional[str] = None,
        user_id: Optional[Sequence[str]] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.Schedule]:
        """All that `list_schedules` lists, page by page as they are asked for; `limit` is the
        length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", "/api/schedules", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "q": q, "user_id": user_id}), options)

    def create_schedule(
        self,
        body: t.CreateSchedule,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Schedule:
        """Create a schedule. Needs the scope `schedules:write`."""
        return self._call(Call("POST", "/api/schedules", body=body, keyed=True, unwrap=True), options)

    def get_schedule(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Schedule:
        """Get a schedule. Needs the scope `schedules:read`. With `If-None-Match` it answers 304 if
        nothing has changed.
        """
        return self._call(Call("GET", f"/api/schedules/{quote(id)}", unwrap=True), options)

    def update_schedule(
        self,
        id: str,
        body: t.UpdateSchedule,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Schedule:
        """Change a schedule. Changes the fields that are present; `null` clears those that may be
        null. Needs the scope `schedules:write`. With `If-Match` it changes only what you have
        seen.
        """
        return self._call(Call("PATCH", f"/api/schedules/{quote(id)}", body=body, unwrap=True), options)

    def delete_schedule(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> None:
        """Delete a schedule. 409 while something needs the schedule. Needs the scope
        `schedules:write`.
        """
        return self._call(Call("DELETE", f"/api/schedules/{quote(id)}"), options)

    def get_on_call(
        self,
        id: str,
        *,
        at: Optional[str] = None,
        options: Optional[CallOptions] = None,
    ) -> t.OnCall:
        """Who is on call. `until` is the next change. Needs the scope `schedules:read`.

        `at`: When; now if left out. RFC 3339, or a date, which is its midnight in UTC.
        """
        return self._call(Call("GET", f"/api/schedules/{quote(id)}/on-call", query={"at": at}, unwrap=True), options)

    def list_entries(
        self,
        id: str,
        *,
        since: Optional[str] = None,
        until: Optional[str] = None,
        options: Optional[CallOptions] = None,
    ) -> t.Entries:
        """Who is on call in a time. The earliest first, cut at both ends; gaps are left out. Needs
        the scope `schedules:read`.

        `since`: From here on; now if left out. RFC 3339, or a date, which is its midnight in
        UTC.

        `until`: Up to here, at most 366 days; a week if left out. RFC 3339, or a date, which is
        its midnight in UTC.
        """
        return self._call(Call("GET", f"/api/schedules/{quote(id)}/entries", query={"since": since, "until": until}, unwrap=True), options)

    def list_layers(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> List[t.Layer]:
        """List the layers of a schedule. All of them, in their order. Needs the scope
        `schedules:read`.
        """
        return self._call(Call("GET", f"/api/schedules/{quote(id)}/layers", unwrap=True), options)

    def add_layer(
        self,
        id: str,
        body: t.CreateLayer,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Layer:
        """Add a layer to a schedule. Above those with its priority. Needs the scope
        `schedules:write`.
        """
        return self._call(Call("POST", f"/api/schedules/{quote(id)}/layers", body=body, keyed=True, unwrap=True), options)

    def get_layer(
        self,
        id: str,
        layer_id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Layer:
        """Get a layer. Needs the scope `schedules:read`."""
        return self._call(Call("GET", f"/api/schedules/{quote(id)}/layers/{quote(layer_id)}", unwrap=True), options)

    def update_layer(
        self,
        id: str,
        layer_id: str,
        body: t.UpdateLayer,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Layer:
        """Change a layer. Changes the fields that are present; `null` clears those that may be
        null. With `effective_at` the layer ends there, and another, which is answered, begins
        there with the change: turns before stay as they were. Needs the scope
        `schedules:write`.
        """
        return self._call(Call("PATCH", f"/api/schedules/{quote(id)}/layers/{quote(layer_id)}", body=body, unwrap=True), options)

    def remove_layer(
        self,
        id: str,
        layer_id: str,
        *,
        effective_at: Optional[str] = None,
        options: Optional[CallOptions] = None,
    ) -> None:
        """Remove a layer. Needs the scope `schedules:write`.

        `effective_at`: From when on the layer is gone: turns before stay as they were. Left
        out, it is gone at all times.
        """
        return self._call(Call("DELETE", f"/api/schedules/{quote(id)}/layers/{quote(layer_id)}", query={"effective_at": effective_at}), options)

    def list_overrides(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        since: Optional[str] = None,
        until: Optional[str] = None,
        options: Optional[CallOptions] = None,
    ) -> t.OverrideList:
        """List the overrides of a schedule. The oldest first: a later one wins. Needs the scope
        `schedules:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.

        `since`: Only those that end after this time.

        `until`: Only those that start before this time.
        """
        return self._call(Call("GET", f"/api/schedules/{quote(id)}/overrides", query={"limit": limit, "offset": offset, "since": since, "until": until}), options)

    def all_overrides(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        since: Optional[str] = None,
        until: Optional[str] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.Override]:
        """All that `list_overrides` lists, page by page as they are asked for; `limit` is the
        length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", f"/api/schedules/{quote(id)}/overrides", query={"limit": limit, "offset": offset, "since": since, "until": until}), options)

    def create_override(
        self,
        id: str,
        body: t.CreateOverride,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Override:
        """Put one user on call for a time. Needs the scope `schedules:write`."""
        return self._call(Call("POST", f"/api/schedules/{quote(id)}/overrides", body=body, keyed=True, unwrap=True), options)

    def get_override(
        self,
        id: str,
        override_id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Override:
        """Get an override. Needs the scope `schedules:read`."""
        return self._call(Call("GET", f"/api/schedules/{quote(id)}/overrides/{quote(override_id)}", unwrap=True), options)

    def update_override(
        self,
        id: str,
        override_id: str,
        body: t.UpdateOverride,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Override:
        """Change an override. Changes the fields that are present; `null` clears those that may be
        null. Needs the scope `schedules:write`.
        """
        return self._call(Call("PATCH", f"/api/schedules/{quote(id)}/overrides/{quote(override_id)}", body=body, unwrap=True), options)

    def delete_override(
        self,
        id: str,
        override_id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> None:
        """Take an override back. Needs the scope `schedules:write`."""
        return self._call(Call("DELETE", f"/api/schedules/{quote(id)}/overrides/{quote(override_id)}"), options)

    def list_on_calls(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        at: Optional[str] = None,
        q: Optional[str] = None,
        user_id: Optional[Sequence[str]] = None,
        options: Optional[CallOptions] = None,
    ) -> t.OnCallList:
        """Who is on call, everywhere. For each schedule. Needs the scope `schedules:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.

        `sort`: What to sort by. Ties are broken by id in the same direction.

        `order`: The direction of the order.

        `at`: When; now if left out. RFC 3339, or a date, which is its midnight in UTC.

        `q`: With this text in the name or id, in any case.

        `user_id`: In one of whose layers any of these users takes turns.
        """
        return self._call(Call("GET", "/api/on-calls", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "at": at, "q": q, "user_id": user_id}), options)

    def all_on_calls(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        at: Optional[str] = None,
        q: Optional[str] = None,
        user_id: Optional[Sequence[str]] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.OnCall]:
        """All that `list_on_calls` lists, page by page as they are asked for; `limit` is the
        length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", "/api/on-calls", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "at": at, "q": q, "user_id": user_id}), options)

    def list_escalation_policies(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        q: Optional[str] = None,
        options: Optional[CallOptions] = None,
    ) -> t.EscalationPolicyList:
        """List escalation policies. Needs the scope `services:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.

        `sort`: What to sort by. Ties are broken by id in the same direction.

        `order`: The direction of the order.

        `q`: With this text in the name or id, in any case.
        """
        return self._call(Call("GET", "/api/escalation-policies", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "q": q}), options)

    def all_escalation_policies(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        q: Optional[str] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.EscalationPolicy]:
        """All that `list_escalation_policies` lists, page by page as they are asked for; `limit`
        is the length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", "/api/escalation-policies", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "q": q}), options)

    def create_escalation_policy(
        self,
        body: t.CreateEscalationPolicy,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.EscalationPolicy:
        """Create an escalation policy. Needs the scope `services:write`."""
        return self._call(Call("POST", "/api/escalation-policies", body=body, keyed=True, unwrap=True), options)

    def get_escalation_policy(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.EscalationPolicy:
        """Get an escalation policy. Needs the scope `services:read`. With `If-None-Match` it
        answers 304 if nothing has changed.
        """
        return self._call(Call("GET", f"/api/escalation-policies/{quote(id)}", unwrap=True), options)

    def update_escalation_policy(
        self,
        id: str,
        body: t.UpdateEscalationPolicy,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.EscalationPolicy:
        """Change an escalation policy. Changes the fields that are present; `null` clears those
        that may be null. Needs the scope `services:write`. With `If-Match` it changes only what
        you have seen.
        """
        return self._call(Call("PATCH", f"/api/escalation-policies/{quote(id)}", body=body, unwrap=True), options)

    def delete_escalation_policy(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> None:
        """Delete an escalation policy. 409 while something needs the escalation policy. Needs the
        scope `services:write`.
        """
        return self._call(Call("DELETE", f"/api/escalation-policies/{quote(id)}"), options)

    def update_incidents(
        self,
        body: t.UpdateIncidents,
        *,
        options: Optional[CallOptions] = None,
    ) -> List[t.IncidentResult]:
        """Change several incidents. Changes up to 100 incidents, each by itself: one that cannot
        be changed does not stop the others. The answer tells of each, in the order of the ids.
        The fields are those of a change of one incident. Needs the scope `incidents:write`.
        """
        return self._call(Call("POST", "/api/incidents/bulk", body=body, unwrap=True), options)

    def merge_incidents(
        self,
        id: str,
        body: t.MergeIncidents,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Incident:
        """Merge incidents into one. The sources become RESOLVED and stay as they are; their
        alerts, timelines and notes are shown with this incident, which takes the events with
        their dedup keys while it is not resolved. Needs the scope `incidents:write`.
        """
        return self._call(Call("POST", f"/api/incidents/{quote(id)}/merge", body=body, unwrap=True), options)

    def escalate_incident(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Incident:
        """Escalate an incident now. Runs the next step of the incident's escalation now; a first
        step that is due still runs before it. After the last step the next pass begins. Without
        a policy the fallback is told. 409 unless the incident is OPEN. Needs the scope
        `incidents:write`.
        """
        return self._call(Call("POST", f"/api/incidents/{quote(id)}/escalate", body={}, keyed=True, unwrap=True), options)

    def get_escalation(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.EscalationPlan:
        """Get where an incident is in its escalation. What was told last, and what is still to
        come if nobody answers: each step, when, who would be told, and why. Needs the scope
        `incidents:read`.
        """
        return self._call(Call("GET", f"/api/incidents/{quote(id)}/escalation", unwrap=True), options)

    def list_webhooks(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        q: Optional[str] = None,
        status: Optional[Sequence[t.WebhookStatus]] = None,
        options: Optional[CallOptions] = None,
    ) -> t.WebhookList:
        """List webhooks. Needs the scope `services:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.

        `sort`: What to sort by. Ties are broken by id in the same direction.

        `order`: The direction of the order.

        `q`: With this text in name, URL or id, in any case.

        `status`: Of any of these statuses.
        """
        return self._call(Call("GET", "/api/webhooks", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "q": q, "status": status}), options)

    def all_webhooks(
        self,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        sort: Optional[t.NamedSort] = None,
        order: Optional[t.Order] = None,
        q: Optional[str] = None,
        status: Optional[Sequence[t.WebhookStatus]] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.Webhook]:
        """All that `list_webhooks` lists, page by page as they are asked for; `limit` is the
        length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", "/api/webhooks", query={"limit": limit, "offset": offset, "sort": sort, "order": order, "q": q, "status": status}), options)

    def create_webhook(
        self,
        body: t.CreateWebhook,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Webhook:
        """Create a webhook. Makes an endpoint that is told of incidents. The answer has the secret
        that its events are signed with, this once; a repeat by its Idempotency-Key has not.
        Needs the scope `services:write`.
        """
        return self._call(Call("POST", "/api/webhooks", body=body, keyed=True, unwrap=True), options)

    def get_webhook(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Webhook:
        """Get a webhook. Needs the scope `services:read`."""
        return self._call(Call("GET", f"/api/webhooks/{quote(id)}", unwrap=True), options)

    def update_webhook(
        self,
        id: str,
        body: t.UpdateWebhook,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Webhook:
        """Change a webhook. Lists and headers take the place of all that were there. Deliveries
        that were made before go to the new URL as well. Needs the scope `services:write`.
        """
        return self._call(Call("PATCH", f"/api/webhooks/{quote(id)}", body=body, unwrap=True), options)

    def delete_webhook(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> None:
        """Delete a webhook. With all its deliveries, for ever. Needs the scope `services:write`."""
        return self._call(Call("DELETE", f"/api/webhooks/{quote(id)}"), options)

    def enable_webhook(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.WebhookRevival:
        """Enable a webhook. Sends to it again, beginning with what was pending when it was
        disabled. Needs the scope `services:write`.
        """
        return self._call(Call("POST", f"/api/webhooks/{quote(id)}/enable", body={}), options)

    def ping_webhook(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Delivery:
        """Try a webhook. Sends it the event `webhook.ping`. What came of it is in the delivery.
        409 if the webhook is disabled. Needs the scope `services:write`.
        """
        return self._call(Call("POST", f"/api/webhooks/{quote(id)}/ping", body={}, unwrap=True), options)

    def rotate_webhook_secret(
        self,
        id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Webhook:
        """Rotate a webhook's secret. The answer has the new secret, this once. For 24 hours the
        old one signs as well. Needs the scope `services:write`.
        """
        return self._call(Call("POST", f"/api/webhooks/{quote(id)}/rotate-secret", body={}, unwrap=True), options)

    def recover_webhook(
        self,
        id: str,
        body: t.RecoverWebhook,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.WebhookRevival:
        """Send again what failed. Makes the deliveries pending again that were made at a time or
        later and failed. 409 if the webhook is disabled. Needs the scope `services:write`.
        """
        return self._call(Call("POST", f"/api/webhooks/{quote(id)}/recover", body=body), options)

    def list_deliveries(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        status: Optional[Sequence[t.DeliveryStatus]] = None,
        event: Optional[Sequence[t.DeliveryEvent]] = None,
        incident_id: Optional[Sequence[str]] = None,
        created_after: Optional[str] = None,
        created_before: Optional[str] = None,
        options: Optional[CallOptions] = None,
    ) -> t.DeliveryList:
        """List the deliveries of a webhook. What it was sent, or is to be sent, the newest first.
        Needs the scope `services:read`.

        `limit`: Items per page. Above 100 it is 100, and `pagination.limit` says so.

        `offset`: How many items to skip.

        `status`: Of any of these statuses.

        `event`: Of any of these events.

        `incident_id`: Of any of these incidents.

        `created_after`: Made at this time or later; RFC 3339, or a date, which is its midnight
        in UTC.

        `created_before`: Made before this time; RFC 3339, or a date, which is its midnight in
        UTC.
        """
        return self._call(Call("GET", f"/api/webhooks/{quote(id)}/deliveries", query={"limit": limit, "offset": offset, "status": status, "event": event, "incident_id": incident_id, "created_after": created_after, "created_before": created_before}), options)

    def all_deliveries(
        self,
        id: str,
        *,
        limit: Optional[int] = None,
        offset: Optional[int] = None,
        status: Optional[Sequence[t.DeliveryStatus]] = None,
        event: Optional[Sequence[t.DeliveryEvent]] = None,
        incident_id: Optional[Sequence[str]] = None,
        created_after: Optional[str] = None,
        created_before: Optional[str] = None,
        options: Optional[CallOptions] = None,
    ) -> Iterator[t.Delivery]:
        """All that `list_deliveries` lists, page by page as they are asked for; `limit` is the
        length of a page, and `offset` where to begin.
        """
        return self._pages(Call("GET", f"/api/webhooks/{quote(id)}/deliveries", query={"limit": limit, "offset": offset, "status": status, "event": event, "incident_id": incident_id, "created_after": created_after, "created_before": created_before}), options)

    def get_delivery(
        self,
        id: str,
        delivery_id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Delivery:
        """Get a delivery. With its attempts, the last first and at most 100, and its body. Needs
        the scope `services:read`; the body, as it tells of the incident, is shown with
        `incidents:read`.
        """
        return self._call(Call("GET", f"/api/webhooks/{quote(id)}/deliveries/{quote(delivery_id)}", unwrap=True), options)

    def redeliver(
        self,
        id: str,
        delivery_id: str,
        *,
        options: Optional[CallOptions] = None,
    ) -> t.Delivery:
        """Send a delivery again. Whatever became of it: with the same id and the same body, before
        later events of its incident that are pending. 409 if the webhook is disabled. Needs the
        scope `services:write`.
        """
        return self._call(Call("POST", f"/api/webhooks/{quote(id)}/deliveries/{quote(delivery_id)}/redeliver", body={}, unwrap=True), options)
