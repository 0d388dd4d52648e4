package inbound

import (
	"cmp"
	"encoding/json"
	"errors"
	"strings"

	"github.com/opsknight/opsknight/internal/lenient"
	"github.com/opsknight/opsknight/internal/strictjson"
	"github.com/opsknight/opsknight/model"
)

// ErrSubscription is a delivery by which Amazon SNS asks whether a topic may send here. It
// waits for a request to the address that the delivery names.
var ErrSubscription = errors.New("amazon SNS asks for a confirmation")

// cloudWatch reads an alarm as Amazon SNS brings it: in an envelope, or, with raw message
// delivery, without. What is no alarm, as another program's message to the topic, becomes
// an incident that nothing resolves. Sources: Amazon SNS's documentation of "HTTP/HTTPS
// notification JSON format", and CloudWatch's of alarms.
func cloudWatch(d Delivery) ([]*model.Event, error) {
	body, err := d.object()
	if err != nil {
		return nil, err
	}
	var message lenient.Object
	text := ""
	switch kind := body.Some("Type"); kind {
	case "SubscriptionConfirmation":
		return nil, ErrSubscription
	case "UnsubscribeConfirmation":
		return nil, nil
	case "Notification":
		text = body.Some("Message")
		if strictjson.Check([]byte(text)) == nil {
			message, _ = lenient.Read([]byte(text))
		}
		if alarm := message.Some("AlarmName"); alarm != "" {
			return alarmEvents(message, json.RawMessage(text))
		}
		if message.Some("detail-type") == alarmChange {
			return changeEvents(message, json.RawMessage(text))
		}
		return noticeEvents(body, text)
	case "":
		if body.Some("AlarmName") != "" {
			return alarmEvents(body, d.Body)
		}
		if body.Some("detail-type") == alarmChange {
			return changeEvents(body, d.Body)
		}
		return nil, required("AlarmName", "an alarm of CloudWatch has it, alone or in the Message of Amazon SNS.")
	default:
		return nil, unknown("Type", kind, "Notification, SubscriptionConfirmation and UnsubscribeConfirmation")
	}
}

// alarmAction says what the state of an alarm asks for.
func alarmAction(field, state string) (model.EventAction, model.Severity, error) {
	switch state {
	case "ALARM":
		return model.ActionTrigger, "", nil
	case "OK":
		return model.ActionResolve, "", nil
	case "INSUFFICIENT_DATA": // told only if the alarm's owner asks for it
		return model.ActionTrigger, model.SeverityWarning, nil
	}
	return "", "", unknown(field, state, "ALARM, OK and INSUFFICIENT_DATA")
}

// alarmEvents reads what an alarm's own actions send to a topic.
func alarmEvents(alarm lenient.Object, raw json.RawMessage) ([]*model.Event, error) {
	state := alarm.Some("NewStateValue")
	action, severity, err := alarmAction("NewStateValue", state)
	if err != nil {
		return nil, err
	}
	name, account, region := alarm.Some("AlarmName"), alarm.Some("AWSAccountId"), alarm.Some("Region")
	metric := alarm.Object("Trigger")
	return []*model.Event{finding{
		action: action, key: keyOf("cloudwatch", cmp.Or(alarm.Some("AlarmArn"), keyOf(account, region, name))), severity: severity,
		summary: name + " is " + state, source: strings.Trim(account+" "+region, " "),
		about: cmp.Or(alarm.Some("AlarmDescription"), alarm.Some("NewStateReason")),
		details: map[string]any{
			"reason": alarm.Some("NewStateReason"), "state_before": alarm.Some("OldStateValue"), "changed_at": alarm.Some("StateChangeTime"),
			"account": account, "region": region, "namespace": metric.Some("Namespace"), "metric": metric.Some("MetricName"),
			"dimensions": metric["Dimensions"], "threshold": metric.Some("Threshold"), "rule": alarm.Some("AlarmRule"),
		},
		links: consoleLink(alarm.Some("AlarmArn"), name), raw: raw,
	}.event()}, nil
}

// alarmChange is the type of what EventBridge sends of an alarm.
const alarmChange = "CloudWatch Alarm State Change"

// changeEvents reads what a rule of EventBridge sends to a topic.
func changeEvents(change lenient.Object, raw json.RawMessage) ([]*model.Event, error) {
	detail := change.Object("detail")
	state := detail.Object("state")
	action, severity, err := alarmAction("detail.state.value", state.Some("value"))
	if err != nil {
		return nil, err
	}
	name, account, region := detail.Some("alarmName"), change.Some("account"), change.Some("region")
	arn := ""
	if resources, ok := change.List("resources"); ok && len(resources) > 0 {
		arn = lenient.Word(resources[0])
	}
	if name == "" && arn == "" {
		return nil, required("detail.alarmName", "it names the alarm.")
	}
	return []*model.Event{finding{
		action: action, key: keyOf("cloudwatch", cmp.Or(arn, keyOf(account, region, name))), severity: severity,
		summary: cmp.Or(name, arn) + " is " + state.Some("value"), source: strings.Trim(account+" "+region, " "),
		about: cmp.Or(detail.Object("configuration").Some("description"), state.Some("reason")),
		details: map[string]any{
			"reason": state.Some("reason"), "state_before": detail.Object("previousState").Some("value"), "changed_at": state.Some("timestamp"),
			"account": account, "region": region, "configuration": detail["configuration"],
		},
		links: consoleLink(arn, name), raw: raw,
	}.event()}, nil
}

// noticeEvents reads any other message to a topic. Amazon SNS repeats a delivery with the
// same id.
func noticeEvents(envelope lenient.Object, text string) ([]*model.Event, error) {
	topic := envelope.Some("TopicArn")
	id := envelope.Some("MessageId")
	if id == "" {
		return nil, required("MessageId", "it names the message.")
	}
	return []*model.Event{finding{
		action: model.ActionTrigger, key: keyOf("sns", topic, id), summary: cmp.Or(envelope.Some("Subject"), text, "A message to "+topic),
		source: topic, about: text, details: map[string]any{"topic": topic, "message": text}, raw: json.RawMessage(model.ToJSON(envelope)),
	}.event()}, nil
}

// consoleLink leads to an alarm in the console of its region.
func consoleLink(arn, name string) []model.Link {
	parts := strings.Split(arn, ":") // arn:aws:cloudwatch:us-east-1:123456789012:alarm:Name
	if len(parts) < 7 || parts[1] != "aws" || plain(parts[3]) == "" || strings.ContainsAny(parts[3], "/?#@") {
		return nil
	}
	return link("CloudWatch", "https://"+parts[3]+".console.aws.amazon.com/cloudwatch/home?region="+parts[3]+"#alarmsV2:alarm/"+strings.ReplaceAll(name, " ", "+"))
}
