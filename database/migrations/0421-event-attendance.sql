-- Who was at an event: ticked by its hosts or by oneself, until a day after.

create table event_attendance (
  community_id uuid not null,
  event_id uuid not null,
  time_id uuid not null references event_time (id) on delete cascade,
  person_id uuid not null references person (id) on delete cascade,
  ticked_by uuid references person (id) on delete set null,
  primary key (time_id, person_id),
  foreign key (community_id, event_id) references event (community_id, id) on delete cascade
);
comment on table event_attendance is 'Who was there at one of the times at which an event took place.';
comment on column event_attendance.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column event_attendance.ticked_by is 'They themselves, or a host. Erasing: null. Merging: the winner''s.';
create index event_attendance_event on event_attendance (event_id);
create index event_attendance_person on event_attendance (person_id);
