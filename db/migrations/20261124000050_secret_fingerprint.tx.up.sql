-- Which secret key the server seals with: with another, what is sealed could not be
-- opened, and what is sealed from then on not by the others.
CREATE TABLE secret_fingerprint (
  singleton   BOOLEAN NOT NULL PRIMARY KEY CHECK (singleton), -- one row
  fingerprint TEXT NOT NULL
);
