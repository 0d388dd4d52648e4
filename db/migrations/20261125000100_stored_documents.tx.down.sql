DROP TABLE stored_documents;
ALTER TABLE api_keys DROP COLUMN stored_documents_only;
