DROP TABLE rate_leases;

DROP TABLE idempotency_keys;
