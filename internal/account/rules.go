package account

import (
	"fmt"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/model"
)

// setRules takes over valid notification rules of a user; field is what the input calls
// them. A rule without urgencies is of all. One whose URL is left out keeps the URL of
// the user's rule in its place among those of its channel, so that who changes urgencies
// need not know it.
//
// Faults: Invalid for a URL at an address that is not public, and without a URL to keep.
func setRules(user *model.User, with Hooks, field string, inputs []*model.NotificationRuleInput) error {
	var problems fault.Collector
	rules := make(model.NotificationRules, len(inputs))
	for i, in := range inputs {
		rules[i] = model.NotificationRule{Channel: in.Channel, Urgencies: in.Urgencies}
		if len(in.Urgencies) == 0 {
			rules[i].Urgencies = model.Urgencies
		}
		if !in.Channel.Posts() {
			continue
		}
		at := fmt.Sprintf("%s.%d.url", field, i)
		if in.URL == nil {
			keepURL(&problems, at, &rules[i], kept(user.Notify, inputs, i))
			continue
		}
		if f := fault.Of(with.Client.CheckURL(at, *in.URL)); f != nil {
			problems.Add(at, f.Problems[0].Reason, "%s", f.Message)
			continue
		}
		host := hostOf(*in.URL)
		rules[i].Host, rules[i].SealedURL = &host, with.seal(user.Notify, rules[:i], *in.URL)
	}
	if err := problems.Err(); err != nil {
		return err
	}
	user.Notify = rules
	return nil
}

// kept returns the rules whose URL the input at i may keep: the one in its place if the
// channel has as many rules as before, else all of the channel.
func kept(had model.NotificationRules, inputs []*model.NotificationRuleInput, i int) []model.NotificationRule {
	channel := inputs[i].Channel
	var before []model.NotificationRule
	for _, rule := range had {
		if rule.Channel == channel {
			before = append(before, rule)
		}
	}
	place, now := 0, 0
	for j, in := range inputs {
		if in.Channel != channel {
			continue
		}
		if now++; j < i {
			place++
		}
	}
	if now == len(before) {
		return before[place : place+1]
	}
	return before
}

// keepURL gives a rule the one URL that these have.
func keepURL(problems *fault.Collector, field string, rule *model.NotificationRule, from []model.NotificationRule) {
	if len(from) == 0 {
		problems.Add(field, "required", "A rule of %s needs the url that it posts to.", rule.Channel)
		return
	}
	for _, one := range from[1:] {
		if one.SealedURL != from[0].SealedURL {
			problems.Add(field, "required", "There are rules of %s with several URLs: give the url of each, or as many rules as there are, in their order, to keep them.", rule.Channel)
			return
		}
	}
	rule.SealedURL, rule.Host = from[0].SealedURL, from[0].Host
}

// seal seals the URL of a rule. One that another rule has is sealed as it is there:
// sealed again it would look like a change, and like another place to tell.
func (with Hooks) seal(had, now model.NotificationRules, url string) string {
	for _, rules := range []model.NotificationRules{had, now} {
		for _, rule := range rules {
			if same, err := with.Box.Open(notify.SealedURL, rule.SealedURL); err == nil && same == url {
				return rule.SealedURL
			}
		}
	}
	return with.Box.Seal(notify.SealedURL, url)
}
