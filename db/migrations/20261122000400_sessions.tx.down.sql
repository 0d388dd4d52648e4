DROP TABLE setup_tokens;
DROP TABLE password_tokens;
DROP TABLE sessions;
