-- What belongs to an event beside its dates: an agenda, notes that its readers write together, and the recap that became of them.

alter table event
  add column agenda_id uuid,
  add column recap_id uuid,
  add foreign key (community_id, agenda_id) references entry (community_id, id) on delete set null (agenda_id),
  add foreign key (community_id, recap_id) references entry (community_id, id) on delete set null (recap_id);
comment on column event.agenda_id is 'The working page or resource that says what it goes through.';
comment on column event.recap_id is 'The article of the Toolkit that was begun with a copy of its notes.';
create index event_agenda on event (agenda_id) where agenda_id is not null;
create index event_recap on event (recap_id) where recap_id is not null;

-- Its notes are a body of its entry, and what search finds as the body of an entry; what an event is about is its summary from now on.
drop trigger found_event on event;
create trigger found_event after insert or update of description, place on event for each row
  execute function found_in_entry('id', 'summary', 'description', 'place');
update search_row set summary = body, body = '' where kind = 'event' and part = 'entry';
