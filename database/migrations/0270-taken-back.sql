-- An act is taken back from its line in the audit; that is a line of its own, which names the first one.

create index audit_line_taken_back on audit_line (object_id) where verb = 'act.taken_back';
