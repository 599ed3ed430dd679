-- What they say does not change; but as the time zone of `to_char` is a setting, the server takes them into a statement as they
-- stand only when they do not claim to be immutable, and to check a million entries takes twice as long otherwise.
ALTER FUNCTION ledger_canonical(ledger_entries) STABLE PARALLEL SAFE;
--> statement-breakpoint
ALTER FUNCTION ledger_hash(text, ledger_entries) STABLE PARALLEL SAFE;
