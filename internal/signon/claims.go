package signon

import (
	"context"
	"errors"
	"fmt"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/opsknight/opsknight/model"
)

// said are the claims that are read of an ID token, and of what the provider says at its
// UserInfo endpoint.
type said struct {
	Email           string `json:"email"`
	EmailVerified   truth  `json:"email_verified"`
	Name            string `json:"name"`
	ZoneInfo        string `json:"zoneinfo"`
	AuthorizedParty string `json:"azp"`
}

// truth is true of true, and of "true", which some providers write. All else is not.
type truth bool

func (t *truth) UnmarshalJSON(text []byte) error {
	*t = truth(string(text) == "true" || string(text) == `"true"`)
	return nil
}

// read returns what the provider says of somebody. Some keep ID tokens short, and tell the
// rest where the token that comes with it is shown.
func (k *known) read(ctx context.Context, s Settings, id *oidc.IDToken, token *oauth2.Token) (model.Claims, error) {
	var of said
	if err := id.Claims(&of); err != nil {
		return model.Claims{}, failed(broken, fmt.Errorf("read the ID token: %w", err))
	}
	if of.AuthorizedParty != "" && of.AuthorizedParty != s.ClientID {
		return model.Claims{}, failed(broken, fmt.Errorf("the ID token was made for %q", cut(of.AuthorizedParty)))
	}
	if (of.Email == "" || of.Name == "") && k.provider.UserInfoEndpoint() != "" {
		info, err := k.provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
		if err != nil {
			return model.Claims{}, failed(unreachable, fmt.Errorf("ask who it is: %w", err))
		}
		if info.Subject != id.Subject { // or the answer may be of somebody else
			return model.Claims{}, failed(broken, errors.New("UserInfo is not of the ID token's subject"))
		}
		var more said
		if err := info.Claims(&more); err != nil {
			return model.Claims{}, failed(broken, fmt.Errorf("read UserInfo: %w", err))
		}
		of.add(more)
	}
	who := model.Claims{Issuer: s.Issuer, Subject: id.Subject, Email: of.Email, EmailVerified: bool(of.EmailVerified), Name: of.Name, TimeZone: of.ZoneInfo}
	if !who.HasSubject() {
		return model.Claims{}, failed(broken, errors.New("the ID token has no subject of 1 to 255 bytes"))
	}
	return who, nil
}

// add fills in what is missing. Whether an address is verified is said of that address.
func (s *said) add(more said) {
	if s.Email == "" {
		s.Email, s.EmailVerified = more.Email, more.EmailVerified
	}
	if s.Name == "" {
		s.Name = more.Name
	}
	if s.ZoneInfo == "" {
		s.ZoneInfo = more.ZoneInfo
	}
}
