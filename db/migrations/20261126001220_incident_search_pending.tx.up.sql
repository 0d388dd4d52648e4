{{if .Postgres}}
-- Who stores an incident only adds its text to the list of those that the index has yet to
-- take in, and the engine has it take them in every other second. With 256 kB, every hundredth
-- event of a storm had them taken in, for all. The limit, in kB, is for when no engine runs.
ALTER INDEX incident_texts_search SET (gin_pending_list_limit = 32768);
{{else}}
SELECT 1;
{{end}}
