-- Of an act that was done nothing is kept but its key and where it led: what it showed may be nobody's to see any more.

alter table act rename to idempotency_key;
alter table idempotency_key drop column outcome;
alter table idempotency_key add column led_to text check (led_to like '/%');
alter table idempotency_key rename constraint act_pkey to idempotency_key_pkey;
alter table idempotency_key rename constraint act_key_check to idempotency_key_key_check;
alter index act_at rename to idempotency_key_at;

comment on table idempotency_key is 'Acts already done, by the key their form or client sent: a repeat is not done again, and led to where the first led. Swept after 48 hours.';
comment on column idempotency_key.request_hash is 'SHA-256 of address and contents: the same key with others is refused.';
comment on column idempotency_key.led_to is 'A path of this site. Null where the act showed something that is told once: a repeat is refused then.';
