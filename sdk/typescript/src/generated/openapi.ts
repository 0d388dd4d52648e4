// Written from rest/openapi.yaml by npm run generate: do not edit.
export interface paths {
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an event
         * @description Takes in what a monitoring tool has found. The answer comes after the event is stored. A trigger opens an
         *     incident, or adds an alert to the one that has its `dedup_key` and is not resolved; `acknowledge` and
         *     `resolve` change that incident. Unknown fields are ignored. Needs the scope `events:write`, or an
         *     integration's routing key in place of an API key.
         */
        post: operations["SendEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integrations/{type}/{routing_key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send what a tool tells in its own format
         * @description Takes in what a monitoring tool sends by its own webhook, as the tool documents it: `docs/integrations` has a page
         *     for each. What tells of a problem opens an incident, what tells of its end resolves it; deliveries that tell of
         *     neither, as a tool's test, are answered with no events. The events of one delivery, of which there may be 500, are
         *     stored together or not at all. The routing key in the path is the only credential. Any `Content-Type` is taken.
         */
        post: operations["SendInbound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List incidents
         * @description A page of the incidents that the filters leave. Needs the scope `incidents:read`.
         */
        get: operations["ListIncidents"];
        put?: never;
        /**
         * Open an incident
         * @description Opens an incident by hand. Needs the scope `incidents:write`.
         */
        post: operations["CreateIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * Get an incident
         * @description Needs the scope `incidents:read`. With `If-None-Match` it answers 304 if nothing has changed.
         */
        get: operations["GetIncident"];
        put?: never;
        post?: never;
        /**
         * Delete an incident
         * @description Deletes an incident with its timeline and alerts, for ever. Needs the scope `incidents:write`, and a key whose
         *     owner is an administrator.
         */
        delete: operations["DeleteIncident"];
        options?: never;
        head?: never;
        /**
         * Change an incident
         * @description Changes the fields that are present; `null` clears those that may be null. Needs the scope
         *     `incidents:write`. With `If-Match` it changes only what you have seen.
         */
        patch: operations["UpdateIncident"];
        trace?: never;
    };
    "/incidents/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * List what has happened to an incident
         * @description The oldest first. Needs the scope `incidents:read`.
         */
        get: operations["ListTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * List the events that triggered an incident
         * @description The oldest first. Needs the scope `incidents:read`.
         */
        get: operations["ListAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/change-events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * List what was done to the service near an incident
         * @description From 24 hours before it was opened until it was resolved, the latest first. Needs the scope `incidents:read`.
         */
        get: operations["ListIncidentChangeEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * List the notes of an incident
         * @description The oldest first. Needs the scope `incidents:read`.
         */
        get: operations["ListNotes"];
        put?: never;
        /**
         * Write a note
         * @description Writes a note into the incident's timeline. Needs the scope `incidents:write`.
         */
        post: operations["AddNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/change-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List change events
         * @description What was done to services, as `POST /v2/change/enqueue` or `sendChangeEvent` of the GraphQL API has told; the
         *     latest first. Needs the scope `incidents:read`.
         */
        get: operations["ListChangeEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/change-events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * Get a change event
         * @description Needs the scope `incidents:read`.
         */
        get: operations["GetChangeEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List services
         * @description Needs the scope `services:read`.
         */
        get: operations["ListServices"];
        put?: never;
        /**
         * Create a service
         * @description Needs the scope `services:write`.
         */
        post: operations["CreateService"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * Get a service
         * @description Needs the scope `services:read`. With `If-None-Match` it answers 304 if nothing has changed.
         */
        get: operations["GetService"];
        put?: never;
        post?: never;
        /**
         * Delete a service
         * @description 409 while something needs the service. Needs the scope `services:write`.
         */
        delete: operations["DeleteService"];
        options?: never;
        head?: never;
        /**
         * Change a service
         * @description Changes the fields that are present; `null` clears those that may be null. Needs the scope `services:write`.
         *     With `If-Match` it changes only what you have seen.
         */
        patch: operations["UpdateService"];
        trace?: never;
    };
    "/services/{id}/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * List the integrations of a service
         * @description The oldest first. Needs the scope `services:read`; routing keys are shown with `services:write`.
         */
        get: operations["ListIntegrations"];
        put?: never;
        /**
         * Create an integration
         * @description Makes a way to send events to the service, with a routing key of its own. Needs the scope `services:write`.
         */
        post: operations["CreateIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}/integrations/{integration_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The integration's id. */
                integration_id: string;
            };
            cookie?: never;
        };
        /**
         * Get an integration
         * @description Needs the scope `services:read`.
         */
        get: operations["GetIntegration"];
        put?: never;
        post?: never;
        /**
         * Delete an integration
         * @description Needs the scope `services:write`.
         */
        delete: operations["DeleteIntegration"];
        options?: never;
        head?: never;
        /**
         * Change an integration
         * @description While it is disabled its events are refused. Needs the scope `services:write`.
         */
        patch: operations["UpdateIntegration"];
        trace?: never;
    };
    "/services/{id}/integrations/{integration_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The integration's id. */
                integration_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an integration's routing key
         * @description Events with the old key are refused, on every server within five seconds. Needs the scope `services:write`.
         */
        post: operations["RotateIntegrationKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}/maintenance-windows": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * List the maintenance windows of a service
         * @description Those that have not ended, the oldest first. Needs the scope `services:read`.
         */
        get: operations["ListMaintenanceWindows"];
        put?: never;
        /**
         * Create a maintenance window
         * @description Plans work on the service. Needs the scope `services:write`.
         */
        post: operations["CreateMaintenanceWindow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{id}/maintenance-windows/{window_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The window's id. */
                window_id: string;
            };
            cookie?: never;
        };
        /**
         * Get a maintenance window
         * @description Needs the scope `services:read`.
         */
        get: operations["GetMaintenanceWindow"];
        put?: never;
        post?: never;
        /**
         * Delete a maintenance window
         * @description Needs the scope `services:write`.
         */
        delete: operations["DeleteMaintenanceWindow"];
        options?: never;
        head?: never;
        /**
         * Change a maintenance window
         * @description Needs the scope `services:write`.
         */
        patch: operations["UpdateMaintenanceWindow"];
        trace?: never;
    };
    "/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List teams
         * @description Needs the scope `teams:read`.
         */
        get: operations["ListTeams"];
        put?: never;
        /**
         * Create a team
         * @description Needs the scope `teams:write`.
         */
        post: operations["CreateTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * Get a team
         * @description Needs the scope `teams:read`. With `If-None-Match` it answers 304 if nothing has changed.
         */
        get: operations["GetTeam"];
        put?: never;
        post?: never;
        /**
         * Delete a team
         * @description 409 while something needs the team. Needs the scope `teams:write`.
         */
        delete: operations["DeleteTeam"];
        options?: never;
        head?: never;
        /**
         * Change a team
         * @description Changes the fields that are present; `null` clears those that may be null. Needs the scope `teams:write`. With
         *     `If-Match` it changes only what you have seen.
         */
        patch: operations["UpdateTeam"];
        trace?: never;
    };
    "/teams/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * List the members of a team
         * @description In the order in which they came. Needs the scope `teams:read`.
         */
        get: operations["ListTeamMembers"];
        put?: never;
        /**
         * Take a user into a team
         * @description Needs the scope `teams:write`.
         */
        post: operations["AddTeamMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{id}/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The user's id. */
                user_id: string;
            };
            cookie?: never;
        };
        /**
         * Get a member of a team
         * @description Needs the scope `teams:read`.
         */
        get: operations["GetTeamMember"];
        put?: never;
        post?: never;
        /**
         * Take a user out of a team
         * @description 409 for the last owner. Needs the scope `teams:write`.
         */
        delete: operations["RemoveTeamMember"];
        options?: never;
        head?: never;
        /**
         * Give a member another role
         * @description 409 for the last owner. Needs the scope `teams:write`.
         */
        patch: operations["UpdateTeamMember"];
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description Needs the scope `users:read`.
         */
        get: operations["ListUsers"];
        put?: never;
        /**
         * Create a user
         * @description Needs the scope `users:write`.
         */
        post: operations["CreateUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * Get a user
         * @description Needs the scope `users:read`. With `If-None-Match` it answers 304 if nothing has changed.
         */
        get: operations["GetUser"];
        put?: never;
        post?: never;
        /**
         * Delete a user
         * @description 409 while something needs the user. Needs the scope `users:write`.
         */
        delete: operations["DeleteUser"];
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description Changes the fields that are present; `null` clears those that may be null. Needs the scope `users:write`. With
         *     `If-Match` it changes only what you have seen.
         */
        patch: operations["UpdateUser"];
        trace?: never;
    };
    "/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List schedules
         * @description Needs the scope `schedules:read`.
         */
        get: operations["ListSchedules"];
        put?: never;
        /**
         * Create a schedule
         * @description Needs the scope `schedules:write`.
         */
        post: operations["CreateSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * Get a schedule
         * @description Needs the scope `schedules:read`. With `If-None-Match` it answers 304 if nothing has changed.
         */
        get: operations["GetSchedule"];
        put?: never;
        post?: never;
        /**
         * Delete a schedule
         * @description 409 while something needs the schedule. Needs the scope `schedules:write`.
         */
        delete: operations["DeleteSchedule"];
        options?: never;
        head?: never;
        /**
         * Change a schedule
         * @description Changes the fields that are present; `null` clears those that may be null. Needs the scope `schedules:write`.
         *     With `If-Match` it changes only what you have seen.
         */
        patch: operations["UpdateSchedule"];
        trace?: never;
    };
    "/schedules/{id}/on-call": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * Who is on call
         * @description `until` is the next change. Needs the scope `schedules:read`.
         */
        get: operations["GetOnCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * Who is on call in a time
         * @description The earliest first, cut at both ends; gaps are left out. Needs the scope `schedules:read`.
         */
        get: operations["ListEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/layers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * List the layers of a schedule
         * @description All of them, in their order. Needs the scope `schedules:read`.
         */
        get: operations["ListLayers"];
        put?: never;
        /**
         * Add a layer to a schedule
         * @description Above those with its priority. Needs the scope `schedules:write`.
         */
        post: operations["AddLayer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/layers/{layer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The layer's id. */
                layer_id: string;
            };
            cookie?: never;
        };
        /**
         * Get a layer
         * @description Needs the scope `schedules:read`.
         */
        get: operations["GetLayer"];
        put?: never;
        post?: never;
        /**
         * Remove a layer
         * @description Needs the scope `schedules:write`.
         */
        delete: operations["RemoveLayer"];
        options?: never;
        head?: never;
        /**
         * Change a layer
         * @description Changes the fields that are present; `null` clears those that may be null. With `effective_at` the layer ends
         *     there, and another, which is answered, begins there with the change: turns before stay as they were. Needs the
         *     scope `schedules:write`.
         */
        patch: operations["UpdateLayer"];
        trace?: never;
    };
    "/schedules/{id}/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * List the overrides of a schedule
         * @description The oldest first: a later one wins. Needs the scope `schedules:read`.
         */
        get: operations["ListOverrides"];
        put?: never;
        /**
         * Put one user on call for a time
         * @description Needs the scope `schedules:write`.
         */
        post: operations["CreateOverride"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/overrides/{override_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The override's id. */
                override_id: string;
            };
            cookie?: never;
        };
        /**
         * Get an override
         * @description Needs the scope `schedules:read`.
         */
        get: operations["GetOverride"];
        put?: never;
        post?: never;
        /**
         * Take an override back
         * @description Needs the scope `schedules:write`.
         */
        delete: operations["DeleteOverride"];
        options?: never;
        head?: never;
        /**
         * Change an override
         * @description Changes the fields that are present; `null` clears those that may be null. Needs the scope `schedules:write`.
         */
        patch: operations["UpdateOverride"];
        trace?: never;
    };
    "/on-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is on call, everywhere
         * @description For each schedule. Needs the scope `schedules:read`.
         */
        get: operations["ListOnCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/escalation-policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List escalation policies
         * @description Needs the scope `services:read`.
         */
        get: operations["ListEscalationPolicies"];
        put?: never;
        /**
         * Create an escalation policy
         * @description Needs the scope `services:write`.
         */
        post: operations["CreateEscalationPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/escalation-policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * Get an escalation policy
         * @description Needs the scope `services:read`. With `If-None-Match` it answers 304 if nothing has changed.
         */
        get: operations["GetEscalationPolicy"];
        put?: never;
        post?: never;
        /**
         * Delete an escalation policy
         * @description 409 while something needs the escalation policy. Needs the scope `services:write`.
         */
        delete: operations["DeleteEscalationPolicy"];
        options?: never;
        head?: never;
        /**
         * Change an escalation policy
         * @description Changes the fields that are present; `null` clears those that may be null. Needs the scope `services:write`.
         *     With `If-Match` it changes only what you have seen.
         */
        patch: operations["UpdateEscalationPolicy"];
        trace?: never;
    };
    "/incidents/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change several incidents
         * @description Changes up to 100 incidents, each by itself: one that cannot be changed does not stop the others. The answer
         *     tells of each, in the order of the ids. The fields are those of a change of one incident. Needs the scope
         *     `incidents:write`.
         */
        post: operations["UpdateIncidents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge incidents into one
         * @description The sources become RESOLVED and stay as they are; their alerts, timelines and notes are shown with this
         *     incident, which takes the events with their dedup keys while it is not resolved. Needs the scope
         *     `incidents:write`.
         */
        post: operations["MergeIncidents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/escalate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Escalate an incident now
         * @description Runs the next step of the incident's escalation now; a first step that is due still runs before it. After the
         *     last step the next pass begins. Without a policy the fallback is told. 409 unless the incident is OPEN. Needs
         *     the scope `incidents:write`.
         */
        post: operations["EscalateIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/escalation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * Get where an incident is in its escalation
         * @description What was told last, and what is still to come if nobody answers: each step, when, who would be told, and why.
         *     Needs the scope `incidents:read`.
         */
        get: operations["GetEscalation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks
         * @description Needs the scope `services:read`.
         */
        get: operations["ListWebhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description Makes an endpoint that is told of incidents. The answer has the secret that its events are signed with, this once; a repeat by its Idempotency-Key has not. Needs the scope `services:write`.
         */
        post: operations["CreateWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * Get a webhook
         * @description Needs the scope `services:read`.
         */
        get: operations["GetWebhook"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook
         * @description With all its deliveries, for ever. Needs the scope `services:write`.
         */
        delete: operations["DeleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description Lists and headers take the place of all that were there. Deliveries that were made before go to the new URL as well. Needs the scope `services:write`.
         */
        patch: operations["UpdateWebhook"];
        trace?: never;
    };
    "/webhooks/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable a webhook
         * @description Sends to it again, beginning with what was pending when it was disabled. Needs the scope `services:write`.
         */
        post: operations["EnableWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a webhook
         * @description Sends it the event `webhook.ping`. What came of it is in the delivery. 409 if the webhook is disabled. Needs the scope `services:write`.
         */
        post: operations["PingWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a webhook's secret
         * @description The answer has the new secret, this once. For 24 hours the old one signs as well. Needs the scope `services:write`.
         */
        post: operations["RotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/recover": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again what failed
         * @description Makes the deliveries pending again that were made at a time or later and failed. 409 if the webhook is disabled. Needs the scope `services:write`.
         */
        post: operations["RecoverWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /**
         * List the deliveries of a webhook
         * @description What it was sent, or is to be sent, the newest first. Needs the scope `services:read`.
         */
        get: operations["ListDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The delivery's id. */
                delivery_id: string;
            };
            cookie?: never;
        };
        /**
         * Get a delivery
         * @description With its attempts, the last first and at most 100, and its body. Needs the scope `services:read`; the body, as it tells of the incident, is shown with `incidents:read`.
         */
        get: operations["GetDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries/{delivery_id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The delivery's id. */
                delivery_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again
         * @description Whatever became of it: with the same id and the same body, before later events of its incident that are pending. 409 if the webhook is disabled. Needs the scope `services:write`.
         */
        post: operations["Redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description Where an incident stands.
         * @enum {string}
         */
        IncidentStatus: "OPEN" | "ACKNOWLEDGED" | "RESOLVED" | "SNOOZED" | "SUPPRESSED";
        /**
         * @description How fast somebody must respond.
         * @enum {string}
         */
        Urgency: "LOW" | "MEDIUM" | "HIGH";
        /**
         * @description How much it matters, P1 the most.
         * @enum {string}
         */
        Priority: "P1" | "P2" | "P3" | "P4" | "P5";
        /** @description Another object. */
        Reference: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description A page about an incident or a change. */
        Link: {
            /** @description Its address. */
            href: string;
            /** @description What to call it. */
            text: string;
        };
        /** @description Where an incident is in its escalation. */
        Escalation: {
            policy: components["schemas"]["Reference"];
            /** @description The step that was told last, from 1; 0 if none was yet. */
            step: number;
            /**
             * Format: date-time
             * @description When the next step is due.
             */
            next_at: string | null;
        };
        /** @description Where an incident is in its escalation. */
        EscalationAnswer: {
            data: components["schemas"]["EscalationPlan"];
        };
        /** @description Where an incident is in its escalation, and what is still to come. */
        EscalationPlan: {
            /** @description The policy, as it was when the escalation began; null without one. */
            policy: components["schemas"]["Reference"] | null;
            /** @description The step that was told last, from 1; 0 if none was. */
            step: number;
            /** @description How often the steps are gone through, from 1. */
            pass: number;
            /**
             * Format: date-time
             * @description When the next step is due; null while nothing escalates.
             */
            next_at: string | null;
            /** @description What is still to come if nobody answers. */
            plan: components["schemas"]["EscalationMoment"][];
        };
        /** @description One moment of an escalation. */
        EscalationMoment: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * @description A step of the policy; the fallback, as a whole pass reaches nobody or there is no policy; or the fallback, as no step is left.
             * @enum {string}
             */
            kind: "STEP" | "FALLBACK" | "EXHAUSTED";
            /** @description How often the steps are gone through by then, from 1. */
            pass: number;
            /** @description The step, from 1; null for the fallback. */
            step: number | null;
            /** @description Who is told. */
            told: components["schemas"]["ToldUser"][];
            /** @description Who or what is not told, and why. */
            missed: components["schemas"]["MissedTarget"][];
        };
        /**
         * @description By what a user is told: an e-mail; an incoming webhook of Slack; a workflow of Microsoft Teams; JSON to a URL of your own; or the inbox of the web app alone, where every page is as well.
         * @enum {string}
         */
        NotificationChannel: "EMAIL" | "SLACK" | "TEAMS" | "WEBHOOK" | "INBOX";
        /** @description Somebody who is told. */
        ToldUser: {
            user: components["schemas"]["Reference"];
            target: components["schemas"]["Target"];
            /** @description By what. */
            channels: components["schemas"]["NotificationChannel"][];
        };
        /** @description Somebody, or a target, that is not told. */
        MissedTarget: {
            target: components["schemas"]["Target"];
            /** @description The user; null if the target has nobody at all. */
            user: components["schemas"]["Reference"] | null;
            /**
             * @description Why.
             * @enum {string}
             */
            reason: "NOBODY_ON_CALL" | "NO_MEMBERS" | "DISABLED" | "NO_CHANNEL";
            /** @description The same in words. */
            message: string;
        };
        /** @description A problem with one service that somebody must respond to. */
        Incident: {
            /** @description `inc_…` */
            id: string;
            /** @description What is wrong. */
            title: string;
            /** @description More about it. */
            description: string | null;
            status: components["schemas"]["IncidentStatus"];
            urgency: components["schemas"]["Urgency"];
            /** @description How much it matters. */
            priority: components["schemas"]["Priority"] | null;
            service: components["schemas"]["Reference"];
            /** @description The user who has it. */
            assignee: components["schemas"]["Reference"] | null;
            /** @description The team that has it. */
            team: components["schemas"]["Reference"] | null;
            /** @description What events name it by. */
            dedup_key: string | null;
            /** @description Where it was found. */
            source: string | null;
            /** @description How many events triggered it. */
            alert_count: number;
            /** @description What was told beside. */
            custom_details: unknown;
            /** @description Pages about it. */
            links: components["schemas"]["Link"][];
            /**
             * Format: date-time
             * @description When it was opened.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it last changed, a new alert included.
             */
            updated_at: string;
            /**
             * Format: date-time
             * @description When it was first acknowledged.
             */
            acknowledged_at: string | null;
            /**
             * Format: date-time
             * @description When it was resolved.
             */
            resolved_at: string | null;
            /**
             * Format: date-time
             * @description When it wakes.
             */
            snoozed_until: string | null;
            /** @description The incident that it is merged into, and whose it is from then on. */
            merged_into_id: string | null;
            /** @description Null while nothing escalates. */
            escalation: components["schemas"]["Escalation"] | null;
        };
        /** @description An incident to open. */
        CreateIncident: {
            /** @description What is wrong. */
            title: string;
            /** @description The service that has the problem. */
            service_id: string;
            /** @description More about it. */
            description?: string | null;
            urgency?: components["schemas"]["Urgency"];
            /**
             * @description How much it matters.
             * @enum {string|null}
             */
            priority?: "P1" | "P2" | "P3" | "P4" | "P5" | null;
            /** @description The user to give it to. */
            assignee_id?: string | null;
            /** @description The team to give it to. */
            team_id?: string | null;
            /** @description What events name it by. */
            dedup_key?: string | null;
            /** @description Anything else that is known. */
            custom_details?: Record<string, unknown> | null;
        };
        /** @description What to change of an incident. */
        UpdateIncident: {
            /** @description A new title. */
            title?: string;
            /** @description A new description. */
            description?: string | null;
            status?: components["schemas"]["IncidentStatus"];
            urgency?: components["schemas"]["Urgency"];
            /**
             * @description A new priority.
             * @enum {string|null}
             */
            priority?: "P1" | "P2" | "P3" | "P4" | "P5" | null;
            /** @description The user to give it to; it is then no team’s. */
            assignee_id?: string | null;
            /** @description The team to give it to; it is then no user’s. */
            team_id?: string | null;
            /** @description Keys to set, and with null to remove; null removes all. */
            custom_details?: Record<string, unknown> | null;
            /** @description With the status SNOOZED: for how long. */
            snooze_minutes?: number;
            /**
             * Format: date-time
             * @description With the status SNOOZED: until when.
             */
            snoozed_until?: string;
            /** @description With the status RESOLVED: how it ended. */
            resolution_note?: string;
        };
        /** @description What to change of several incidents. */
        UpdateIncidents: {
            /** @description The incidents, each once. */
            ids: string[];
            status?: components["schemas"]["IncidentStatus"];
            urgency?: components["schemas"]["Urgency"];
            /**
             * @description A new priority.
             * @enum {string|null}
             */
            priority?: "P1" | "P2" | "P3" | "P4" | "P5" | null;
            /** @description The user to give them to; they are then no team’s. */
            assignee_id?: string | null;
            /** @description The team to give them to; they are then no user’s. */
            team_id?: string | null;
            /** @description With the status SNOOZED: for how long. */
            snooze_minutes?: number;
            /**
             * Format: date-time
             * @description With the status SNOOZED: until when.
             */
            snoozed_until?: string;
            /** @description With the status RESOLVED: how they ended. */
            resolution_note?: string;
        };
        /** @description What became of several incidents. */
        BulkAnswer: {
            /** @description One result for each id, in their order. */
            data: components["schemas"]["IncidentResult"][];
        };
        /** @description What became of one incident. */
        IncidentResult: {
            /** @description The id that was given. */
            id: string;
            /** @description The incident as it now stands; null if it could not be changed. */
            incident: components["schemas"]["Incident"] | null;
            /** @description Why it could not be changed; null if it was. */
            error: components["schemas"]["Failure"] | null;
        };
        /** @description What to merge into an incident. */
        MergeIncidents: {
            /** @description The incidents to merge into it. */
            source_ids: string[];
        };
        /** @description Who did something. */
        Actor: {
            /**
             * @description Its kind.
             * @enum {string}
             */
            type: "USER" | "API_KEY" | "INTEGRATION" | "SYSTEM";
            /** @description Its id; null for the server itself. */
            id: string | null;
            /** @description Its name. */
            name: string;
        };
        /** @description One line of an incident’s timeline. */
        TimelineEntry: {
            /** @description `evt_…` */
            id: string;
            /** @description The incident that it happened to, which may have been merged since. */
            incident_id: string;
            /** @description What happened, as `acknowledged`. */
            type: string;
            actor: components["schemas"]["Actor"];
            /** @description What changed, each field with `before` and `after`. */
            details: Record<string, unknown> | null;
            /**
             * Format: date-time
             * @description When it happened.
             */
            created_at: string;
        };
        /** @description One event that triggered an incident. */
        Alert: {
            /** @description `alt_…` */
            id: string;
            /** @description The incident that it came in for, which may have been merged since. */
            incident_id: string;
            /** @description The key by which it was deduplicated. */
            dedup_key: string;
            /** @description What is wrong. */
            summary: string;
            /**
             * @description How bad it is.
             * @enum {string|null}
             */
            severity: "critical" | "error" | "warning" | "info" | null;
            /** @description Where it was found. */
            source: string | null;
            /** @description The event as it was sent, without its routing key. */
            payload: Record<string, unknown>;
            /**
             * Format: date-time
             * @description When it came in.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When an event resolved it alone, as one of a merged incident may be.
             */
            resolved_at: string | null;
        };
        /** @description Something that was done to a service, as a deployment. */
        ChangeEvent: {
            /** @description `chg_…` */
            id: string;
            /** @description What was done. */
            summary: string;
            service: components["schemas"]["Reference"];
            /** @description What has reported it. */
            source: string | null;
            /** @description Anything else that was told. */
            custom_details: unknown;
            /** @description Pages about it. */
            links: components["schemas"]["Link"][];
            /**
             * Format: date-time
             * @description When it was done.
             */
            occurred_at: string;
            /**
             * Format: date-time
             * @description When it came in.
             */
            created_at: string;
        };
        /** @description What somebody wrote about an incident. */
        Note: {
            /** @description `evt_…` */
            id: string;
            /** @description The text as Markdown. */
            content: string;
            author: components["schemas"]["Actor"];
            /**
             * Format: date-time
             * @description When it was written.
             */
            created_at: string;
        };
        /** @description A note to write. */
        CreateNote: {
            /** @description The text as Markdown. */
            content: string;
        };
        /** @description Something that can break. */
        Service: {
            /** @description `svc_…` */
            id: string;
            /** @description Its name, which no other service has. */
            name: string;
            /** @description What events may name it by. */
            slug: string;
            /** @description More about it. */
            description: string | null;
            /**
             * @description Its health, told by its incidents and maintenance windows.
             * @enum {string}
             */
            status: "OPERATIONAL" | "MAINTENANCE" | "DEGRADED" | "CRITICAL";
            /** @description The team that owns it. */
            team: components["schemas"]["Reference"] | null;
            /** @description The policy that its incidents are escalated by. */
            escalation_policy: components["schemas"]["Reference"] | null;
            /** @description Within how many minutes an incident should be acknowledged. */
            ack_target_minutes: number;
            /** @description Within how many minutes an incident should be resolved. */
            resolve_target_minutes: number;
            /** @description After how many minutes an acknowledged incident is open again; null is never. */
            ack_timeout_minutes: number | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description A group of users. */
        Team: {
            /** @description `team_…` */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description More about it. */
            description: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /**
         * @description What a person may do.
         * @enum {string}
         */
        Role: "ADMIN" | "RESPONDER" | "USER";
        /**
         * @description Whether a person has signed in and may.
         * @enum {string}
         */
        UserStatus: "INVITED" | "ACTIVE" | "DISABLED";
        /** @description How a user is told of incidents of some urgencies. */
        NotificationRule: {
            channel: components["schemas"]["NotificationChannel"];
            /** @description Of which urgencies; of all if left out. */
            urgencies?: components["schemas"]["Urgency"][];
            /** @description Where SLACK, TEAMS and WEBHOOK post to; not for the others. It is not shown again. If it is left out, the rule keeps the URL that the rule of this channel has, or, of several, the one in the same place. */
            url?: string;
        };
        /** @description A person. */
        User: {
            /** @description `usr_…` */
            id: string;
            /** @description The name. */
            name: string;
            /** @description The e-mail address. */
            email: string;
            role: components["schemas"]["Role"];
            status: components["schemas"]["UserStatus"];
            /** @description The IANA name of the time zone. */
            time_zone: string;
            /**
             * Format: date-time
             * @description When the user was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the user last changed.
             */
            updated_at: string;
        };
        /** @description A page. */
        IncidentList: {
            /** @description The items. */
            data: components["schemas"]["Incident"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        IncidentAnswer: {
            data: components["schemas"]["Incident"];
        };
        /** @description A page. */
        TimelineList: {
            /** @description The items. */
            data: components["schemas"]["TimelineEntry"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description A page. */
        AlertList: {
            /** @description The items. */
            data: components["schemas"]["Alert"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description A page. */
        ChangeEventList: {
            /** @description The items. */
            data: components["schemas"]["ChangeEvent"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One change event. */
        ChangeEventAnswer: {
            data: components["schemas"]["ChangeEvent"];
        };
        /** @description A page. */
        NoteList: {
            /** @description The items. */
            data: components["schemas"]["Note"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        NoteAnswer: {
            data: components["schemas"]["Note"];
        };
        /** @description A page. */
        ServiceList: {
            /** @description The items. */
            data: components["schemas"]["Service"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        ServiceAnswer: {
            data: components["schemas"]["Service"];
        };
        /** @description A page. */
        TeamList: {
            /** @description The items. */
            data: components["schemas"]["Team"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        TeamAnswer: {
            data: components["schemas"]["Team"];
        };
        /** @description A page. */
        UserList: {
            /** @description The items. */
            data: components["schemas"]["User"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        UserAnswer: {
            data: components["schemas"]["User"];
        };
        /** @description Where a page lies. */
        Pagination: {
            /** @description How many items the whole list has. */
            total: number;
            /** @description Items per page. */
            limit: number;
            /** @description How many items were skipped. */
            offset: number;
            /** @description Whether items follow. */
            has_more: boolean;
        };
        /** @description A failure. */
        Error: {
            error: components["schemas"]["Failure"];
        };
        /** @description What went wrong. */
        Failure: {
            /**
             * @description What a program can test.
             * @enum {string}
             */
            code: "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND" | "VALIDATION_ERROR" | "CONFLICT" | "RATE_LIMITED" | "INTERNAL_ERROR";
            /** @description What a person can read. */
            message: string;
            /** @description With RATE_LIMITED, in how many seconds to come back. */
            retry_after?: number;
            details?: components["schemas"]["FailureDetails"];
        };
        /** @description What is at fault. */
        FailureDetails: {
            /** @description The field at fault. */
            field?: string;
            /** @description What is wrong with it in one word. */
            reason?: string;
            /** @description With CONFLICT, the incident in the way. */
            incident_id?: string;
            /** @description With CONFLICT of a deletion, what needs the object. */
            used_by?: {
                /** @description What it is. */
                kind?: string;
                /** @description Its id. */
                id?: string;
                /** @description Its name. */
                name?: string;
            }[];
            /** @description All faults, where there are several. */
            errors?: {
                /** @description The field at fault. */
                field?: string;
                /** @description What is wrong with it in one word. */
                reason?: string;
                /** @description What a person can read. */
                message?: string;
            }[];
        };
        /** @description What a monitoring tool has found, or asks for. */
        Event: {
            /** @description The service: an integration's routing key, the service's id, or its slug. */
            routing_key?: string;
            /** @description The same as routing_key. */
            service_id?: string;
            /**
             * @description What it asks for.
             * @enum {string}
             */
            event_action: "trigger" | "acknowledge" | "resolve";
            /** @description What it is about; made here if a trigger has none. */
            dedup_key?: string | null;
            /** @description What sent it. */
            client?: string | null;
            /** @description Where that is. */
            client_url?: string | null;
            /** @description Pages about it. */
            links?: {
                href?: string;
                text?: string;
            }[] | null;
            /** @description Pictures of it. */
            images?: {
                src?: string;
                href?: string;
                alt?: string;
            }[] | null;
            /** @description What a trigger has found. */
            payload?: {
                /** @description What is wrong. */
                summary: string;
                /** @description Where it was found. */
                source?: string | null;
                /**
                 * @description How bad it is: HIGH, MEDIUM, MEDIUM, LOW.
                 * @enum {string|null}
                 */
                severity?: "critical" | "error" | "warning" | "info" | null;
                /** @description When it was found. */
                timestamp?: string | null;
                /** @description The part. */
                component?: string | null;
                /** @description The group of parts. */
                group?: string | null;
                /** @description The kind of finding. */
                class?: string | null;
                /** @description Anything else that is known: an object, a text or null. */
                custom_details?: unknown;
            };
        };
        /** @description What an event did. */
        EventAnswer: {
            /**
             * @description Always success.
             * @constant
             */
            status: "success";
            /** @description Event processed. */
            message: string;
            /** @description The key to acknowledge or resolve it by. */
            dedup_key: string;
            data: {
                /**
                 * @description What the event did.
                 * @enum {string}
                 */
                action: "triggered" | "deduplicated" | "acknowledged" | "resolved" | "ignored";
                /** @description The incident it touched. */
                incident: components["schemas"]["Incident"] | null;
            };
        };
        /** @description What the events of a delivery did. */
        InboundAnswer: {
            /**
             * @description Always success.
             * @constant
             */
            status: "success";
            /** @description How many events there were. */
            message: string;
            /** @description What each event did, in the order of the delivery. */
            data: {
                /**
                 * @description What the event did.
                 * @enum {string}
                 */
                action: "triggered" | "deduplicated" | "acknowledged" | "resolved" | "ignored";
                /** @description What names the problem. */
                dedup_key: string;
                /** @description The incident it touched. */
                incident: {
                    /** @description `inc_…` */
                    id: string;
                    status: components["schemas"]["IncidentStatus"];
                } | null;
            }[];
        };
        /**
         * @description What a member may do in a team.
         * @enum {string}
         */
        TeamRole: "OWNER" | "ADMIN" | "MEMBER";
        /** @description A team to make. */
        CreateTeam: {
            /** @description Its name, which no other team has. */
            name: string;
            /** @description More about it. */
            description?: string | null;
            /** @description Who belongs to it. */
            members?: components["schemas"]["AddTeamMember"][];
        };
        /** @description What to change of a team. */
        UpdateTeam: {
            /** @description Another name. */
            name?: string;
            /** @description More about it. */
            description?: string | null;
        };
        /** @description A user's place in a team. */
        TeamMember: {
            user: components["schemas"]["Reference"];
            role: components["schemas"]["TeamRole"];
            /**
             * Format: date-time
             * @description When the user came.
             */
            created_at: string;
        };
        /** @description A user to take into a team. */
        AddTeamMember: {
            /** @description The user's id. */
            user_id: string;
            /**
             * @description What the user may do in the team.
             * @default MEMBER
             */
            role?: components["schemas"]["TeamRole"];
        };
        /** @description Another role of a member. */
        UpdateTeamMember: {
            role: components["schemas"]["TeamRole"];
        };
        /** @description A page. */
        TeamMemberList: {
            /** @description The items. */
            data: components["schemas"]["TeamMember"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        TeamMemberAnswer: {
            data: components["schemas"]["TeamMember"];
        };
        /** @description Who is on call when. */
        Schedule: {
            /** @description `sch_…` */
            id: string;
            /** @description Its name, which no other schedule has. */
            name: string;
            /** @description More about it. */
            description: string | null;
            /** @description The IANA name of the time zone of its turns and restrictions. */
            time_zone: string;
            /** @description The highest priority that has somebody wins, and of two with one priority the later. */
            layers: components["schemas"]["Layer"][];
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it, a layer or an override last changed.
             */
            updated_at: string;
        };
        /** @description One rotation of a schedule. */
        Layer: {
            /** @description `lay_…` */
            id: string;
            /** @description Its name. */
            name: string | null;
            /** @description The highest that has somebody wins. */
            priority: number;
            /**
             * Format: date-time
             * @description It holds from here on.
             */
            start: string;
            /**
             * Format: date-time
             * @description It holds up to here; null is for ever.
             */
            end: string | null;
            /** @description The time zone of its restrictions; null is the schedule's. */
            time_zone: string | null;
            /** @description Who takes turns, in that order. */
            users: components["schemas"]["Reference"][];
            rotation: components["schemas"]["Rotation"];
            /** @description When it holds, together; empty is always. */
            restrictions: components["schemas"]["Restriction"][];
        };
        /**
         * @description What the length of a turn is counted in.
         * @enum {string}
         */
        RotationUnit: "hours" | "days" | "weeks" | "months";
        /** @description How the users of a layer take turns. */
        Rotation: {
            /**
             * Format: date-time
             * @description When a turn of the first user begins.
             */
            start: string;
            unit: components["schemas"]["RotationUnit"];
            /** @description How long a turn is. */
            length: number;
        };
        /** @description How the users of a layer take turns. */
        SetRotation: {
            /**
             * Format: date-time
             * @description When a turn of the first user begins, in whole minutes; the layer’s start if left out.
             */
            start?: string | null;
            unit: components["schemas"]["RotationUnit"];
            /**
             * @description How long a turn is.
             * @default 1
             */
            length?: number;
        };
        /** @description A window of each day or week in which a layer holds. */
        Restriction: {
            /**
             * @description How often it comes.
             * @enum {string}
             */
            type: "daily" | "weekly";
            /** @description For a weekly one, the day on which it starts: 1 is Monday, 7 is Sunday. */
            start_day?: number;
            /**
             * @description When it starts on the wall clock.
             * @example 09:00
             */
            start_time: string;
            /** @description How long it is on the wall clock, in whole minutes: 22:00 and 28800 end at 06:00. */
            duration_seconds: number;
        };
        /** @description A schedule to make. */
        CreateSchedule: {
            /** @description Its name, which no other schedule has. */
            name: string;
            /** @description More about it. */
            description?: string | null;
            /** @description The IANA name of its time zone. */
            time_zone: string;
            /** @description Its layers. */
            layers?: components["schemas"]["CreateLayer"][];
            /** @description Its overrides, in the order in which they were made. */
            overrides?: components["schemas"]["CreateOverride"][];
        };
        /** @description What to change of a schedule. */
        UpdateSchedule: {
            /** @description Another name. */
            name?: string;
            /** @description More about it. */
            description?: string | null;
            /** @description Another time zone. */
            time_zone?: string;
            /** @description All its layers. One with the id of a layer that is there is that layer, changed; those left out are removed. */
            layers?: components["schemas"]["CreateLayer"][];
            /**
             * Format: date-time
             * @description From when on the layers are as given; at all times if left out.
             */
            effective_at?: string;
        };
        /** @description A layer of a schedule. */
        CreateLayer: {
            /** @description In a change of a schedule, the layer that this is. Elsewhere it is ignored. */
            id?: string | null;
            /** @description Its name. */
            name?: string | null;
            /**
             * @description The highest that has somebody wins.
             * @default 1
             */
            priority?: number;
            /**
             * Format: date-time
             * @description It holds from here on, a whole minute; now if left out.
             */
            start?: string | null;
            /**
             * Format: date-time
             * @description It holds up to here, a whole minute; null is for ever.
             */
            end?: string | null;
            /** @description The time zone of its restrictions; null is the schedule's. */
            time_zone?: string | null;
            /** @description The ids of those who take turns, in that order. */
            users?: string[];
            rotation: components["schemas"]["SetRotation"];
            /** @description When it holds, together; empty is always. */
            restrictions?: components["schemas"]["Restriction"][];
        };
        /** @description What to change of a layer. */
        UpdateLayer: {
            /** @description Its name. */
            name?: string | null;
            /** @description The highest that has somebody wins. */
            priority?: number;
            /**
             * Format: date-time
             * @description It holds from here on.
             */
            start?: string;
            /**
             * Format: date-time
             * @description It holds up to here; null is for ever.
             */
            end?: string | null;
            /** @description The time zone of its restrictions; null is the schedule's. */
            time_zone?: string | null;
            /** @description The ids of those who take turns, in that order. */
            users?: string[];
            rotation?: components["schemas"]["SetRotation"];
            /** @description When it holds, together; empty is always. */
            restrictions?: components["schemas"]["Restriction"][];
            /**
             * Format: date-time
             * @description From when on; at all times if left out.
             */
            effective_at?: string;
        };
        /** @description One object. */
        LayerAnswer: {
            data: components["schemas"]["Layer"];
        };
        /** @description All layers of a schedule. */
        LayerListAnswer: {
            /** @description The layers. */
            data: components["schemas"]["Layer"][];
        };
        /** @description One user on call for a time, whatever the layers say. */
        Override: {
            /** @description `ovr_…` */
            id: string;
            user: components["schemas"]["Reference"];
            /**
             * Format: date-time
             * @description From here on.
             */
            start: string;
            /**
             * Format: date-time
             * @description Up to here.
             */
            end: string;
            /** @description Only while this user would be on call; null is whoever is. */
            replaces: components["schemas"]["Reference"] | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
        };
        /** @description One user on call for a time. */
        CreateOverride: {
            /** @description Ignored; ids are made here. */
            id?: string | null;
            /** @description The id of who is on call. */
            user: string;
            /**
             * Format: date-time
             * @description From here on, a whole minute.
             */
            start: string;
            /**
             * Format: date-time
             * @description Up to here, a whole minute.
             */
            end: string;
            /** @description The id of a user; the override holds only while that one would be on call. */
            replaces?: string | null;
        };
        /** @description What to change of an override. */
        UpdateOverride: {
            /** @description The id of who is on call. */
            user?: string;
            /**
             * Format: date-time
             * @description From here on.
             */
            start?: string;
            /**
             * Format: date-time
             * @description Up to here.
             */
            end?: string;
            /** @description Only while this user would be on call; null is whoever is. */
            replaces?: string | null;
        };
        /** @description A schedule. */
        ScheduleReference: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description The IANA name of its time zone. */
            time_zone: string;
        };
        /** @description Who is on call by a schedule at a time. */
        OnCall: {
            schedule: components["schemas"]["ScheduleReference"];
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who is on call; null is nobody. */
            user: components["schemas"]["Reference"] | null;
            /** @description The same as a list, of nobody or one. */
            users: components["schemas"]["Reference"][];
            /**
             * Format: date-time
             * @description Since when this user is, or nobody; null is for more than 366 days.
             */
            since: string | null;
            /**
             * Format: date-time
             * @description The next change of the user; null is none in 366 days.
             */
            until: string | null;
            /** @description The layer that says so. */
            layer_id: string | null;
            /** @description The override that says so. */
            override_id: string | null;
        };
        /** @description A time for which one user is on call. */
        Entry: {
            /**
             * Format: date-time
             * @description From here on.
             */
            start: string;
            /**
             * Format: date-time
             * @description Up to here.
             */
            end: string;
            user: components["schemas"]["Reference"];
        };
        /** @description A time for which nobody is on call. */
        Gap: {
            /**
             * Format: date-time
             * @description From here on.
             */
            start: string;
            /**
             * Format: date-time
             * @description Up to here.
             */
            end: string;
        };
        /** @description Who is on call in a time. */
        Entries: {
            /**
             * Format: date-time
             * @description From here on.
             */
            since: string;
            /**
             * Format: date-time
             * @description Up to here.
             */
            until: string;
            /** @description The earliest first, cut at both ends. */
            entries: components["schemas"]["Entry"][];
            /**
             * Format: double
             * @description How much of the time somebody is on call, with four decimals.
             */
            coverage_percent: number;
            /** @description The times for which nobody is. */
            gaps: components["schemas"]["Gap"][];
        };
        /** @description One object. */
        EntriesAnswer: {
            data: components["schemas"]["Entries"];
        };
        /** @description Whom an incident is taken to, step by step. */
        EscalationPolicy: {
            /** @description `pol_…` */
            id: string;
            /** @description Its name, which no other policy has. */
            name: string;
            /** @description More about it. */
            description: string | null;
            /** @description How often its steps are gone through again after the first time. */
            repeat_count: number;
            /** @description Its steps, in their order. */
            steps: components["schemas"]["Step"][];
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description One step of a policy. */
        Step: {
            /** @description `stp_…` */
            id: string;
            /** @description Its place, from 1. */
            position: number;
            /** @description For how many minutes the next step waits. */
            escalate_after_minutes: number;
            /** @description Whom it tells. */
            targets: components["schemas"]["Target"][];
        };
        /**
         * @description What a target is.
         * @enum {string}
         */
        TargetType: "USER" | "TEAM" | "SCHEDULE";
        /** @description Whom a step tells. */
        Target: {
            type: components["schemas"]["TargetType"];
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description Whom a step tells. */
        SetTarget: {
            type: components["schemas"]["TargetType"];
            /** @description The id of the user, team or schedule. */
            id: string;
        };
        /** @description A step of a policy. */
        SetStep: {
            /** @description The id of a step that the policy has and keeps; left out for a new one. */
            id?: string | null;
            /**
             * @description For how many minutes the next step waits.
             * @default 15
             */
            escalate_after_minutes?: number;
            /** @description Whom it tells. */
            targets: components["schemas"]["SetTarget"][];
        };
        /** @description A policy to make. */
        CreateEscalationPolicy: {
            /** @description Its name, which no other policy has. */
            name: string;
            /** @description More about it. */
            description?: string | null;
            /**
             * @description How often its steps are gone through again.
             * @default 0
             */
            repeat_count?: number;
            /** @description Its steps, in their order. */
            steps: components["schemas"]["SetStep"][];
        };
        /** @description What to change of a policy. */
        UpdateEscalationPolicy: {
            /** @description Another name. */
            name?: string;
            /** @description More about it. */
            description?: string | null;
            /** @description How often its steps are gone through again. */
            repeat_count?: number;
            /** @description All its steps, in their order. */
            steps?: components["schemas"]["SetStep"][];
        };
        /** @description A page. */
        ScheduleList: {
            /** @description The items. */
            data: components["schemas"]["Schedule"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        ScheduleAnswer: {
            data: components["schemas"]["Schedule"];
        };
        /** @description A page. */
        OverrideList: {
            /** @description The items. */
            data: components["schemas"]["Override"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        OverrideAnswer: {
            data: components["schemas"]["Override"];
        };
        /** @description A page. */
        OnCallList: {
            /** @description The items. */
            data: components["schemas"]["OnCall"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        OnCallAnswer: {
            data: components["schemas"]["OnCall"];
        };
        /** @description A page. */
        EscalationPolicyList: {
            /** @description The items. */
            data: components["schemas"]["EscalationPolicy"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        EscalationPolicyAnswer: {
            data: components["schemas"]["EscalationPolicy"];
        };
        /** @description An empty object. */
        Nothing: Record<string, unknown>;
        /** @description A service to make. */
        CreateService: {
            /** @description Its name, which no other service has. */
            name: string;
            /** @description What events may name it by; made from the name if left out. */
            slug?: string | null;
            /** @description More about it. */
            description?: string | null;
            /** @description The team that owns it. */
            team_id?: string | null;
            /** @description The policy that its incidents are escalated by. */
            escalation_policy_id?: string | null;
            /**
             * @description Within how many minutes an incident should be acknowledged.
             * @default 15
             */
            ack_target_minutes?: number;
            /**
             * @description Within how many minutes an incident should be resolved.
             * @default 120
             */
            resolve_target_minutes?: number;
            /** @description After how many minutes an acknowledged incident is open again; null is never. */
            ack_timeout_minutes?: number | null;
        };
        /** @description What to change of a service. */
        UpdateService: {
            /** @description Another name. The slug stays. */
            name?: string;
            /** @description Another slug. */
            slug?: string;
            /** @description More about it. */
            description?: string | null;
            /** @description The team that owns it. */
            team_id?: string | null;
            /** @description The policy that its incidents are escalated by. */
            escalation_policy_id?: string | null;
            /** @description Within how many minutes an incident should be acknowledged. */
            ack_target_minutes?: number;
            /** @description Within how many minutes an incident should be resolved. */
            resolve_target_minutes?: number;
            /** @description After how many minutes an acknowledged incident is open again; null is never. */
            ack_timeout_minutes?: number | null;
        };
        /** @description A person to invite. */
        CreateUser: {
            /** @description The name. */
            name: string;
            /** @description The e-mail address, which no other user has in any case. */
            email: string;
            /**
             * @description What the person may do.
             * @default USER
             */
            role?: components["schemas"]["Role"];
            /**
             * @description The IANA name of the time zone.
             * @default UTC
             */
            time_zone?: string;
        };
        /** @description What to change of a user. */
        UpdateUser: {
            /** @description Another name. */
            name?: string;
            /** @description Another e-mail address. */
            email?: string;
            role?: components["schemas"]["Role"];
            status?: components["schemas"]["UserStatus"];
            /** @description Another time zone. */
            time_zone?: string;
            /** @description How the user is told of incidents; none is by e-mail of every urgency. */
            notification_rules?: components["schemas"]["NotificationRule"][];
        };
        /**
         * @description What sends by an integration: a label, as the path that is sent to says in which format.
         * @enum {string}
         */
        IntegrationType: "EVENTS" | "ALERTMANAGER" | "GRAFANA" | "DATADOG" | "SENTRY" | "CLOUDWATCH" | "AZURE_MONITOR" | "UPTIME_KUMA" | "GITHUB_ACTIONS" | "GITLAB" | "ZABBIX" | "GENERIC";
        /** @description A way for a monitoring tool to send events to one service. */
        Integration: {
            /** @description `int_…` */
            id: string;
            /** @description The service's id. */
            service_id: string;
            /** @description Its name. */
            name: string;
            type: components["schemas"]["IntegrationType"];
            /** @description What its events carry; null without the scope services:write. */
            routing_key: string | null;
            /** @description Where a tool of its type sends to on this server, `/api/integrations/sentry/…`; null without the scope services:write. Of the type EVENTS it is `/v2/enqueue`, where bodies have the routing key. */
            path: string | null;
            /** @description Whether its events are refused. */
            disabled: boolean;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description An integration to make. */
        CreateIntegration: {
            /** @description Its name. */
            name: string;
            /**
             * @description What sends by it.
             * @default EVENTS
             */
            type?: components["schemas"]["IntegrationType"];
        };
        /** @description What to change of an integration. */
        UpdateIntegration: {
            /** @description Another name. */
            name?: string;
            type?: components["schemas"]["IntegrationType"];
            /** @description Whether its events are refused. */
            disabled?: boolean;
        };
        /** @description A time in which a service is worked on. */
        MaintenanceWindow: {
            /** @description `mnt_…` */
            id: string;
            /** @description The service's id. */
            service_id: string;
            /** @description What is done. */
            description: string | null;
            /**
             * Format: date-time
             * @description From here on.
             */
            start: string;
            /**
             * Format: date-time
             * @description Up to here.
             */
            end: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description A maintenance window to make. */
        CreateMaintenanceWindow: {
            /** @description What is done. */
            description?: string | null;
            /**
             * Format: date-time
             * @description From here on; now if left out.
             */
            start?: string | null;
            /**
             * Format: date-time
             * @description Up to here.
             */
            end: string;
        };
        /** @description What to change of a maintenance window. */
        UpdateMaintenanceWindow: {
            /** @description What is done. */
            description?: string | null;
            /**
             * Format: date-time
             * @description From here on.
             */
            start?: string;
            /**
             * Format: date-time
             * @description Up to here.
             */
            end?: string;
        };
        /** @description A page. */
        IntegrationList: {
            /** @description The items. */
            data: components["schemas"]["Integration"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        IntegrationAnswer: {
            data: components["schemas"]["Integration"];
        };
        /** @description A page. */
        MaintenanceWindowList: {
            /** @description The items. */
            data: components["schemas"]["MaintenanceWindow"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        MaintenanceWindowAnswer: {
            data: components["schemas"]["MaintenanceWindow"];
        };
        /**
         * @description What a webhook is told of.
         * @enum {string}
         */
        WebhookEvent: "incident.triggered" | "incident.acknowledged" | "incident.resolved" | "incident.escalated" | "incident.assigned";
        /**
         * @description Whether a webhook is sent to.
         * @enum {string}
         */
        WebhookStatus: "ENABLED" | "DISABLED";
        /**
         * @description What became of a delivery.
         * @enum {string}
         */
        DeliveryStatus: "PENDING" | "DELIVERED" | "FAILED";
        /** @description An endpoint of yours that is told of incidents. */
        Webhook: {
            /** @description `whk_…` */
            id: string;
            /** @description What it is called; the host of its URL if nobody said. */
            name: string;
            /** @description More about it. */
            description: string | null;
            /** @description Where events are posted to. */
            url: string;
            /** @description Which events it is told of. */
            events: components["schemas"]["WebhookEvent"][];
            /** @description Of incidents of these services only; empty: of all. */
            service_ids: string[];
            /** @description Of incidents of these teams only, their own or their service's; empty: of all. */
            team_ids: string[];
            /** @description Of incidents of these urgencies only; empty: of all. */
            urgencies: components["schemas"]["Urgency"][];
            /** @description The names of the headers that are sent beside its own. */
            header_names: string[];
            status: components["schemas"]["WebhookStatus"];
            /** @description Why it is disabled. */
            disabled_reason: string | null;
            /**
             * Format: date-time
             * @description When it was disabled.
             */
            disabled_at: string | null;
            /**
             * Format: date-time
             * @description When it first failed since it last took something. After five days it is disabled.
             */
            failing_since: string | null;
            /**
             * Format: date-time
             * @description Up to when the secret before the present one signs as well.
             */
            old_secret_until: string | null;
            /** @description Who made it, or whose API key. */
            owner: components["schemas"]["Reference"] | null;
            /** @description What its events are signed with. Only in the answer that makes it. */
            secret?: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description A webhook to make. */
        CreateWebhook: {
            /** @description Where events are posted to: https:// or http://, at most 2,000 characters, at a public address unless the server allows others. */
            url: string;
            /** @description Which events it is told of. */
            events: components["schemas"]["WebhookEvent"][];
            /** @description What it is called; the host of the URL if left out. */
            name?: string;
            /** @description More about it. */
            description?: string | null;
            /** @description Of incidents of these services only; empty: of all. */
            service_ids?: string[];
            /** @description Of incidents of these teams only, their own or their service's; empty: of all. */
            team_ids?: string[];
            /** @description Of incidents of these urgencies only; empty: of all. */
            urgencies?: components["schemas"]["Urgency"][];
            /** @description Headers to send with every event, by name. They are stored encrypted, and never shown. */
            headers?: {
                [key: string]: string;
            };
        };
        /** @description What to change of a webhook. */
        UpdateWebhook: {
            /** @description Another URL. */
            url?: string;
            /** @description Other events, in place of all. */
            events?: components["schemas"]["WebhookEvent"][];
            /** @description Another name. */
            name?: string;
            /** @description Another description; null: none. */
            description?: string | null;
            /** @description Of incidents of these services only; empty: of all. */
            service_ids?: string[];
            /** @description Of incidents of these teams only, their own or their service's; empty: of all. */
            team_ids?: string[];
            /** @description Of incidents of these urgencies only; empty: of all. */
            urgencies?: components["schemas"]["Urgency"][];
            /** @description Headers to send with every event, by name. They are stored encrypted, and never shown. */
            headers?: {
                [key: string]: string;
            };
            status?: components["schemas"]["WebhookStatus"];
        };
        /** @description What to send again. */
        RecoverWebhook: {
            /**
             * Format: date-time
             * @description Failed deliveries that were made at this time or later.
             */
            since: string;
        };
        /** @description One event for one webhook. */
        Delivery: {
            /** @description `dlv_…`: the header `webhook-id` of every attempt, and the `id` in the body. */
            id: string;
            /** @description The webhook's id. */
            webhook_id: string;
            /** @description The incident; null for a ping. */
            incident_id: string | null;
            /** @description What happened, as `incident.triggered`, or `webhook.ping`. */
            event: string;
            /** @description Grows with each event of the incident; 0 for a ping. */
            sequence: number;
            status: components["schemas"]["DeliveryStatus"];
            /** @description How often it was tried. */
            attempt_count: number;
            /** @description The HTTP status of the last answer; null if there was none. */
            last_status: number | null;
            /** @description Why the last attempt failed; null if it did not. */
            last_error: string | null;
            /**
             * Format: date-time
             * @description When it is tried next; null if it is finished, or waits for an earlier one of the same incident.
             */
            next_attempt_at: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was delivered or given up; null while it is pending.
             */
            finished_at: string | null;
            /** @description What is sent, the same at every attempt; null without the scope `incidents:read`. Not in lists. */
            body?: string | null;
            /** @description The attempts, the last first. Not in lists. */
            attempts?: components["schemas"]["Attempt"][];
        };
        /** @description One try to send a delivery. */
        Attempt: {
            /** @description From 1. */
            number: number;
            /** @description The HTTP status of the answer; null if there was none. */
            status: number | null;
            /** @description How long it took, in milliseconds. */
            latency_ms: number;
            /** @description Why it failed; null if it did not. */
            error: string | null;
            /** @description The first 4 kB of the answer. */
            answer: string;
            /**
             * Format: date-time
             * @description When it began.
             */
            created_at: string;
        };
        /** @description A webhook, and what is sent to it again. */
        WebhookRevival: {
            data: components["schemas"]["Webhook"];
            /** @description How many deliveries are pending again. */
            revived: number;
        };
        /** @description A page. */
        WebhookList: {
            /** @description The items. */
            data: components["schemas"]["Webhook"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        WebhookAnswer: {
            data: components["schemas"]["Webhook"];
        };
        /** @description A page. */
        DeliveryList: {
            /** @description The items. */
            data: components["schemas"]["Delivery"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description One object. */
        DeliveryAnswer: {
            data: components["schemas"]["Delivery"];
        };
    };
    responses: {
        /** @description The request is not valid. */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "VALIDATION_ERROR",
                 *         "message": "Title is required."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The API key is missing or not valid. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "UNAUTHORIZED",
                 *         "message": "The API key is not valid: it is unknown, revoked or expired."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The API key lacks the scope. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "FORBIDDEN",
                 *         "message": "This needs the scope incidents:read, which the API key does not have."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such object. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "NOT_FOUND",
                 *         "message": "There is no incident inc_1."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The path does not have this method; `Allow` lists those it has. */
        WrongMethod: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "VALIDATION_ERROR",
                 *         "message": "This path has no PUT."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The request conflicts with what is there. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "CONFLICT",
                 *         "message": "Incident inc_1 is RESOLVED: it cannot become SNOOZED."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is too large. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "VALIDATION_ERROR",
                 *         "message": "The request body is larger than 1 MiB."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not JSON. */
        WrongMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "VALIDATION_ERROR",
                 *         "message": "Send the request as Content-Type: application/json."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Too many requests; `Retry-After` says when to come back. */
        RateLimited: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "RATE_LIMITED",
                 *         "message": "Too many requests. Retry after 30 seconds."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Something went wrong here. The log has the rest under the X-Request-ID. */
        Internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": "INTERNAL_ERROR",
                 *         "message": "Internal error."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description The object's id. */
        ID: string;
        /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
        Limit: number;
        /** @description How many items to skip. */
        Offset: number;
        /** @description The direction of the order. */
        Order: "asc" | "desc";
        /** @description What to sort by. Ties are broken by id in the same direction. */
        NamedSort: "created_at" | "updated_at" | "name";
        /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
        IdempotencyKey: string;
        /** @description The ETag of what you have seen. 409 if the object has changed since. */
        IfMatch: string;
        /** @description The ETag of what you have. 304 if the object has not changed since. */
        IfNoneMatch: string;
    };
    requestBodies: never;
    headers: {
        /** @description The path of what was made. */
        Location: string;
        /** @description Changes whenever the object does. */
        ETag: string;
        /** @description `true` if the request was a repeat by its Idempotency-Key. */
        IdempotencyReplayed: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    SendEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "routing_key": "payment-api",
                 *       "event_action": "trigger",
                 *       "dedup_key": "high-cpu-web01",
                 *       "payload": {
                 *         "summary": "High CPU on web-01",
                 *         "severity": "critical",
                 *         "source": "datadog"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description The event is stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    SendInbound: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The type of tool, which says how the body is read.
                 * @example alertmanager
                 */
                type: string;
                /**
                 * @description The routing key of an integration, of whatever type.
                 * @example 0123456789abcdef0123456789abcdef
                 */
                routing_key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "firing",
                 *       "alerts": [
                 *         {
                 *           "status": "firing",
                 *           "labels": {
                 *             "alertname": "HighLatency",
                 *             "instance": "api-1:8080",
                 *             "severity": "critical"
                 *           },
                 *           "annotations": {
                 *             "summary": "p99 of api-1:8080 is above 2 s"
                 *           },
                 *           "fingerprint": "1d1ba6c2e7a0f3b4"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description What the delivery tells is stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboundAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListIncidents: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
                /** @description What to sort by. Ties are broken by id in the same direction. */
                sort?: "created_at" | "updated_at" | "urgency" | "status";
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description Any of these statuses, separated by commas. */
                status?: components["schemas"]["IncidentStatus"][];
                /** @description Any of these urgencies, separated by commas. */
                urgency?: components["schemas"]["Urgency"][];
                /** @description Of any of these services. An id that does not exist matches nothing. */
                service_id?: string[];
                /** @description Assigned to any of these teams, or of a service that one of them owns. */
                team_id?: string[];
                /** @description Assigned to any of these users. */
                assignee_id?: string[];
                /**
                 * @description Opened at this time or later; RFC 3339, or a date, which is its midnight in UTC.
                 * @example 2024-01-15
                 */
                created_after?: string;
                /**
                 * @description Opened before this time; RFC 3339, or a date, which is its midnight in UTC.
                 * @example 2024-01-16T00:00:00Z
                 */
                created_before?: string;
                /** @description With this text in title, description or id, in any case. */
                q?: string;
                /** @description With this dedup key. */
                dedup_key?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    CreateIncident: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "High CPU on web-01",
                 *       "urgency": "HIGH",
                 *       "service_id": "svc_01jd0000000000000000000000"
                 *     }
                 */
                "application/json": components["schemas"]["CreateIncident"];
            };
        };
        responses: {
            /** @description The incident that was opened. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetIncident: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have. 304 if the object has not changed since. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The incident. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentAnswer"];
                };
            };
            /** @description The incident is as it was. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    DeleteIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no such incident any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    UpdateIncident: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have seen. 409 if the object has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "ACKNOWLEDGED"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateIncident"];
            };
        };
        responses: {
            /** @description The incident as it now stands. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListTimeline: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListAlerts: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListIncidentChangeEvents: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeEventList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListNotes: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    AddNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "content": "Restarted the worker."
                 *     }
                 */
                "application/json": components["schemas"]["CreateNote"];
            };
        };
        responses: {
            /** @description The note. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListChangeEvents: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
                /** @description Of any of these services. */
                service_id?: string[];
                /** @description Done at this time or later; RFC 3339, or a date, which is its midnight in UTC. */
                since?: string;
                /** @description Done before this time; RFC 3339, or a date, which is its midnight in UTC. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeEventList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetChangeEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The change event. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeEventAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListServices: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
                /** @description What to sort by. Ties are broken by id in the same direction. */
                sort?: components["parameters"]["NamedSort"];
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description With this text in the name, slug or id, in any case. */
                q?: string;
                /** @description Owned by any of these teams. */
                team_id?: string[];
                /** @description Whose incidents are escalated by any of these policies. */
                escalation_policy_id?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    CreateService: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Search",
                 *       "description": "Finds things.",
                 *       "team_id": null
                 *     }
                 */
                "application/json": components["schemas"]["CreateService"];
            };
        };
        responses: {
            /** @description The service. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetService: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have. 304 if the object has not changed since. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceAnswer"];
                };
            };
            /** @description Nothing has changed. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    DeleteService: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no such service any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    UpdateService: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have seen. 409 if the object has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ack_target_minutes": 10
                 *     }
                 */
                "application/json": components["schemas"]["UpdateService"];
            };
        };
        responses: {
            /** @description The service as it now stands. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListIntegrations: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    CreateIntegration: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Alertmanager",
                 *       "type": "ALERTMANAGER"
                 *     }
                 */
                "application/json": components["schemas"]["CreateIntegration"];
            };
        };
        responses: {
            /** @description The integration. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetIntegration: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have. 304 if the object has not changed since. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The integration's id. */
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integration. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationAnswer"];
                };
            };
            /** @description Nothing has changed. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    DeleteIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The integration's id. */
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integration is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    UpdateIntegration: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have seen. 409 if the object has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The integration's id. */
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "disabled": true
                 *     }
                 */
                "application/json": components["schemas"]["UpdateIntegration"];
            };
        };
        responses: {
            /** @description The integration as it now stands. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    RotateIntegrationKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The integration's id. */
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description The integration with its new routing key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListMaintenanceWindows: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
                /** @description Whether to list windows that have ended as well. */
                past?: boolean;
            };
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindowList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    CreateMaintenanceWindow: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "New disks.",
                 *       "start": "2026-01-10T22:00:00Z",
                 *       "end": "2026-01-11T02:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["CreateMaintenanceWindow"];
            };
        };
        responses: {
            /** @description The window. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindowAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetMaintenanceWindow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have. 304 if the object has not changed since. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The window's id. */
                window_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The window. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindowAnswer"];
                };
            };
            /** @description Nothing has changed. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    DeleteMaintenanceWindow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The window's id. */
                window_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The window is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    UpdateMaintenanceWindow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have seen. 409 if the object has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The window's id. */
                window_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "end": "2026-01-11T03:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateMaintenanceWindow"];
            };
        };
        responses: {
            /** @description The window as it now stands. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindowAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListTeams: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
                /** @description What to sort by. Ties are broken by id in the same direction. */
                sort?: components["parameters"]["NamedSort"];
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description With this text in the name or id, in any case. */
                q?: string;
                /** @description Of which any of these users is a member. */
                member_id?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    CreateTeam: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Platform",
                 *       "description": "Databases and queues."
                 *     }
                 */
                "application/json": components["schemas"]["CreateTeam"];
            };
        };
        responses: {
            /** @description The team. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetTeam: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have. 304 if the object has not changed since. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The team. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamAnswer"];
                };
            };
            /** @description Nothing has changed. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    DeleteTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no such team any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    UpdateTeam: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have seen. 409 if the object has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Databases"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateTeam"];
            };
        };
        responses: {
            /** @description The team as it now stands. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListTeamMembers: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
            };
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamMemberList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    AddTeamMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "user_id": "usr_01jd2x9v3k5m7n9p1q3r5s7t9v",
                 *       "role": "MEMBER"
                 *     }
                 */
                "application/json": components["schemas"]["AddTeamMember"];
            };
        };
        responses: {
            /** @description The member. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamMemberAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetTeamMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The user's id. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamMemberAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    RemoveTeamMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The user's id. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user is no member any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    UpdateTeamMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The user's id. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "OWNER"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateTeamMember"];
            };
        };
        responses: {
            /** @description The member as it now stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamMemberAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListUsers: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
                /** @description What to sort by. Ties are broken by id in the same direction. */
                sort?: components["parameters"]["NamedSort"];
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description With this text in the name, e-mail address or id, in any case. */
                q?: string;
                /** @description With any of these roles. */
                role?: components["schemas"]["Role"][];
                /** @description With any of these statuses. */
                status?: components["schemas"]["UserStatus"][];
                /** @description Members of any of these teams. */
                team_id?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    CreateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Dana Lee",
                 *       "email": "dana@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["CreateUser"];
            };
        };
        responses: {
            /** @description The user. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have. 304 if the object has not changed since. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            /** @description Nothing has changed. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    DeleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no such user any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    UpdateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have seen. 409 if the object has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "time_zone": "Europe/Rome",
                 *       "notification_rules": [
                 *         {
                 *           "channel": "SLACK",
                 *           "urgencies": [
                 *             "HIGH"
                 *           ],
                 *           "url": "https://hooks.slack.com/services/T000/B000/xxxx"
                 *         },
                 *         {
                 *           "channel": "EMAIL",
                 *           "urgencies": [
                 *             "HIGH",
                 *             "MEDIUM"
                 *           ]
                 *         },
                 *         {
                 *           "channel": "INBOX",
                 *           "urgencies": [
                 *             "LOW"
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["UpdateUser"];
            };
        };
        responses: {
            /** @description The user as it now stands. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListSchedules: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
                /** @description What to sort by. Ties are broken by id in the same direction. */
                sort?: components["parameters"]["NamedSort"];
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description With this text in the name or id, in any case. */
                q?: string;
                /** @description In one of whose layers any of these users takes turns. */
                user_id?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    CreateSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Primary",
                 *       "time_zone": "Europe/London",
                 *       "layers": [
                 *         {
                 *           "priority": 1,
                 *           "start": "2026-01-05T09:00:00Z",
                 *           "end": null,
                 *           "users": [
                 *             "usr_01jd2x9v3k5m7n9p1q3r5s7t9v"
                 *           ],
                 *           "rotation": {
                 *             "start": "2026-01-05T09:00:00Z",
                 *             "unit": "weeks",
                 *             "length": 1
                 *           },
                 *           "restrictions": []
                 *         }
                 *       ],
                 *       "overrides": []
                 *     }
                 */
                "application/json": components["schemas"]["CreateSchedule"];
            };
        };
        responses: {
            /** @description The schedule. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have. 304 if the object has not changed since. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleAnswer"];
                };
            };
            /** @description Nothing has changed. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    DeleteSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no such schedule any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    UpdateSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have seen. 409 if the object has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Secondary"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateSchedule"];
            };
        };
        responses: {
            /** @description The schedule as it now stands. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetOnCall: {
        parameters: {
            query?: {
                /** @description When; now if left out. RFC 3339, or a date, which is its midnight in UTC. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is on call. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnCallAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListEntries: {
        parameters: {
            query?: {
                /** @description From here on; now if left out. RFC 3339, or a date, which is its midnight in UTC. */
                since?: string;
                /** @description Up to here, at most 366 days; a week if left out. RFC 3339, or a date, which is its midnight in UTC. */
                until?: string;
            };
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is on call, and how much of the time is covered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntriesAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListLayers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The layers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayerListAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    AddLayer: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "priority": 2,
                 *       "start": "2026-01-05T09:00:00Z",
                 *       "users": [
                 *         "usr_01jd2x9v3k5m7n9p1q3r5s7t9v"
                 *       ],
                 *       "rotation": {
                 *         "unit": "days",
                 *         "length": 1
                 *       },
                 *       "restrictions": [
                 *         {
                 *           "type": "daily",
                 *           "start_time": "09:00",
                 *           "duration_seconds": 28800
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateLayer"];
            };
        };
        responses: {
            /** @description The layer. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayerAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetLayer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The layer's id. */
                layer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The layer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayerAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    RemoveLayer: {
        parameters: {
            query?: {
                /** @description From when on the layer is gone: turns before stay as they were. Left out, it is gone at all times. */
                effective_at?: string;
            };
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The layer's id. */
                layer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The layer is gone, or ends. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    UpdateLayer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The layer's id. */
                layer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rotation": {
                 *         "unit": "weeks"
                 *       },
                 *       "users": [
                 *         "usr_01jd2x9v3k5m7n9p1q3r5s7t9v"
                 *       ],
                 *       "effective_at": "2026-02-02T09:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateLayer"];
            };
        };
        responses: {
            /** @description The layer that has the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayerAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListOverrides: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
                /** @description Only those that end after this time. */
                since?: string;
                /** @description Only those that start before this time. */
                until?: string;
            };
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverrideList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    CreateOverride: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "user": "usr_01jd2x9v3k5m7n9p1q3r5s7t9v",
                 *       "start": "2026-01-10T18:00:00Z",
                 *       "end": "2026-01-10T20:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["CreateOverride"];
            };
        };
        responses: {
            /** @description The override. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverrideAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The override's id. */
                override_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The override. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverrideAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    DeleteOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The override's id. */
                override_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The override is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    UpdateOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The override's id. */
                override_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "end": "2026-01-10T21:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateOverride"];
            };
        };
        responses: {
            /** @description The override as it now stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverrideAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListOnCalls: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
                /** @description What to sort by. Ties are broken by id in the same direction. */
                sort?: components["parameters"]["NamedSort"];
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description When; now if left out. RFC 3339, or a date, which is its midnight in UTC. */
                at?: string;
                /** @description With this text in the name or id, in any case. */
                q?: string;
                /** @description In one of whose layers any of these users takes turns. */
                user_id?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnCallList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListEscalationPolicies: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
                /** @description What to sort by. Ties are broken by id in the same direction. */
                sort?: components["parameters"]["NamedSort"];
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description With this text in the name or id, in any case. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationPolicyList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    CreateEscalationPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Payments",
                 *       "repeat_count": 1,
                 *       "steps": [
                 *         {
                 *           "escalate_after_minutes": 15,
                 *           "targets": [
                 *             {
                 *               "type": "SCHEDULE",
                 *               "id": "sch_01jd2x9v3k5m7n9p1q3r5s7t9v"
                 *             }
                 *           ]
                 *         },
                 *         {
                 *           "escalate_after_minutes": 30,
                 *           "targets": [
                 *             {
                 *               "type": "USER",
                 *               "id": "usr_01jd2x9v3k5m7n9p1q3r5s7t9v"
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateEscalationPolicy"];
            };
        };
        responses: {
            /** @description The escalation policy. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationPolicyAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetEscalationPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have. 304 if the object has not changed since. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The escalation policy. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationPolicyAnswer"];
                };
            };
            /** @description Nothing has changed. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    DeleteEscalationPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no such escalation policy any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    UpdateEscalationPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have seen. 409 if the object has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "repeat_count": 2
                 *     }
                 */
                "application/json": components["schemas"]["UpdateEscalationPolicy"];
            };
        };
        responses: {
            /** @description The escalation policy as it now stands. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationPolicyAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    UpdateIncidents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "inc_01jd0000000000000000000000"
                 *       ],
                 *       "status": "ACKNOWLEDGED"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateIncidents"];
            };
        };
        responses: {
            /** @description What became of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    MergeIncidents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source_ids": [
                 *         "inc_01jd0000000000000000000001"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["MergeIncidents"];
            };
        };
        responses: {
            /** @description The incident with what was merged into it. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    EscalateIncident: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description The incident as it now stands. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetEscalation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The escalation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "policy": {
                     *           "id": "pol_01jd0000000000000000000000",
                     *           "name": "Payment API"
                     *         },
                     *         "step": 1,
                     *         "pass": 1,
                     *         "next_at": "2024-01-15T10:45:00Z",
                     *         "plan": [
                     *           {
                     *             "at": "2024-01-15T10:45:00Z",
                     *             "kind": "STEP",
                     *             "pass": 1,
                     *             "step": 2,
                     *             "told": [
                     *               {
                     *                 "user": {
                     *                   "id": "usr_01jd0000000000000000000000",
                     *                   "name": "Ben Okafor"
                     *                 },
                     *                 "target": {
                     *                   "type": "TEAM",
                     *                   "id": "team_01jd0000000000000000000000",
                     *                   "name": "Platform"
                     *                 },
                     *                 "channels": [
                     *                   "EMAIL"
                     *                 ]
                     *               }
                     *             ],
                     *             "missed": []
                     *           },
                     *           {
                     *             "at": "2024-01-15T11:15:00Z",
                     *             "kind": "EXHAUSTED",
                     *             "pass": 1,
                     *             "step": null,
                     *             "told": [],
                     *             "missed": [
                     *               {
                     *                 "target": {
                     *                   "type": "USER",
                     *                   "id": "usr_01jd0000000000000000000001",
                     *                   "name": "Chiara Russo"
                     *                 },
                     *                 "user": {
                     *                   "id": "usr_01jd0000000000000000000001",
                     *                   "name": "Chiara Russo"
                     *                 },
                     *                 "reason": "DISABLED",
                     *                 "message": "Chiara Russo is disabled"
                     *               }
                     *             ]
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["EscalationAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListWebhooks: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
                /** @description What to sort by. Ties are broken by id in the same direction. */
                sort?: components["parameters"]["NamedSort"];
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description With this text in name, URL or id, in any case. */
                q?: string;
                /** @description Of any of these statuses. */
                status?: components["schemas"]["WebhookStatus"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    CreateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description A key of your own. A repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example.com/opsknight",
                 *       "events": [
                 *         "incident.triggered",
                 *         "incident.resolved"
                 *       ],
                 *       "urgencies": [
                 *         "HIGH"
                 *       ],
                 *       "headers": {
                 *         "Authorization": "Bearer 123"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CreateWebhook"];
            };
        };
        responses: {
            /** @description The webhook, with its secret. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have. 304 if the object has not changed since. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description Nothing has changed. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    DeleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    UpdateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have seen. 409 if the object has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "For the chat",
                 *       "status": "DISABLED"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateWebhook"];
            };
        };
        responses: {
            /** @description The webhook as it now stands. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    EnableWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description The webhook, and how many deliveries are pending again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookRevival"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    PingWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description The ping. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    RotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description The webhook, with its new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    RecoverWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "since": "2024-01-15T10:30:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["RecoverWebhook"];
            };
        };
        responses: {
            /** @description The webhook, and how many deliveries are pending again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookRevival"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    ListDeliveries: {
        parameters: {
            query?: {
                /** @description Items per page. Above 100 it is 100, and `pagination.limit` says so. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to skip. */
                offset?: components["parameters"]["Offset"];
                /** @description Of any of these statuses. */
                status?: components["schemas"]["DeliveryStatus"][];
                /** @description Of any of these events. */
                event?: ("incident.triggered" | "incident.acknowledged" | "incident.resolved" | "incident.escalated" | "incident.assigned" | "webhook.ping")[];
                /** @description Of any of these incidents. */
                incident_id?: string[];
                /**
                 * @description Made at this time or later; RFC 3339, or a date, which is its midnight in UTC.
                 * @example 2024-01-15
                 */
                created_after?: string;
                /**
                 * @description Made before this time; RFC 3339, or a date, which is its midnight in UTC.
                 * @example 2024-01-16T00:00:00Z
                 */
                created_before?: string;
            };
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    GetDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The delivery's id. */
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
    Redeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The object's id. */
                id: components["parameters"]["ID"];
                /** @description The delivery's id. */
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description The delivery, which is pending again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["WrongMethod"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
        };
    };
}
