package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

func (r *apiKeyResolver) Scopes(ctx context.Context, obj *model.APIKey) ([]string, error) {
	return scopeNames(obj.Scopes), nil
}

func (r *apiKeyResolver) Owner(ctx context.Context, obj *model.APIKey) (*model.User, error) {
	return one(ctx, load(ctx).user, &obj.OwnerID)
}

func (r *apiKeyResolver) StoredDocuments(ctx context.Context, obj *model.APIKey, first *int, after *string, last *int, before *string, offset *int) (*model.StoredDocumentConnection, error) {
	e, err := r.administer(ctx)
	if err != nil {
		return nil, err
	}
	return db.StoredDocuments(ctx, e, obj.ID, page(first, after, last, before, offset))
}

func (r *mutationResolver) StoreDocuments(ctx context.Context, input model.StoreDocumentsInput) (*model.StoreDocumentsPayload, error) {
	if _, err := r.administer(ctx); err != nil { // before the documents are read: that takes time
		return nil, err
	}
	documents, err := readDocuments(&input, r.DB.Now)
	if err != nil {
		return nil, err
	}
	payload, err := write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.StoreDocumentsPayload, error) {
		key, stored, err := account.StoreDocuments(ctx, tx, by, input.APIKeyID, documents)
		return &model.StoreDocumentsPayload{APIKey: key, StoredDocuments: stored, ClientMutationID: input.ClientMutationID}, err
	})
	r.Gate.Keys.Forget()
	return payload, err
}

func (r *mutationResolver) RemoveStoredDocuments(ctx context.Context, input model.RemoveStoredDocumentsInput) (*model.RemoveStoredDocumentsPayload, error) {
	payload, err := write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.RemoveStoredDocumentsPayload, error) {
		key, removed, err := account.RemoveStoredDocuments(ctx, tx, by, input)
		return &model.RemoveStoredDocumentsPayload{APIKey: key, RemovedHashes: removed, ClientMutationID: input.ClientMutationID}, err
	})
	r.Gate.Keys.Forget()
	return payload, err
}

func (r *mutationResolver) CreateAPIKey(ctx context.Context, input model.CreateAPIKeyInput) (*model.CreateAPIKeyPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.CreateAPIKeyPayload, error) {
		key, secret, err := account.CreateAPIKey(ctx, tx, by, input)
		payload := &model.CreateAPIKeyPayload{APIKey: key, Replayed: secret == "", ClientMutationID: input.ClientMutationID}
		if secret != "" {
			payload.Secret = &secret
		}
		return payload, err
	})
}

func (r *mutationResolver) RevokeAPIKey(ctx context.Context, input model.RevokeAPIKeyInput) (*model.RevokeAPIKeyPayload, error) {
	payload, err := write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.RevokeAPIKeyPayload, error) {
		key, err := account.RevokeAPIKey(ctx, tx, by, input.ID)
		return &model.RevokeAPIKeyPayload{APIKey: key, ClientMutationID: input.ClientMutationID}, err
	})
	r.Gate.Keys.Forget()
	return payload, err
}

func (r *queryResolver) APIKeys(ctx context.Context, first *int, after *string, last *int, before *string, offset *int) (*model.APIKeyConnection, error) {
	by, err := auth.Actor(ctx)
	if err != nil {
		return nil, err
	}
	if err := by.NeedAdminSession(); err != nil {
		return nil, err
	}
	return db.APIKeys(ctx, r.DB.In(by.Environment), page(first, after, last, before, offset))
}

func (r *Resolver) ApiKey() generated.ApiKeyResolver { return &apiKeyResolver{r} }

type apiKeyResolver struct{ *Resolver }
