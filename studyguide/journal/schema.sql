-- The journal of one learner: what happened, and what follows from it.
--
-- Only `event` is the truth. It is append-only. The tables below "derived" are a fold over it, kept for speed;
-- they can be emptied and computed again with an identical result. A query to start with:
--
--   select day, count(*) from event where kind = 'review' and (device, seq) not in (select device, seq from dead)
--   group by day;
--
-- A study day is a count of days since 1970-01-01 in local time, each beginning at 04:00:
--   select date(day * 86400, 'unixepoch') ...

pragma application_id = 0x53744764;  -- "StGd"
pragma user_version = 1;

create table meta (key text primary key, value text not null) strict, without rowid;
-- created         when, ISO 8601
-- device          the id under which this installation writes
-- device_origin   hash of the machine and this file's path; where it differs the file is a copy and takes a new device
-- scheduler       what the derived tables were computed with
-- gaps            where a damaged file lost events, a JSON array of [device, first seq, last seq]

create table event (
  device        text    not null,            -- 64 random bits of the installation that wrote it, as 16 hex digits
  seq           integer not null,            -- 1, 2, 3 ... on each device, without a gap
  ord           integer not null,            -- the order of events: max(at, greatest ord known + 1)
  at            integer not null,            -- UTC milliseconds by the clock of then, right or wrong
  off           integer not null,            -- minutes east of UTC then
  day           integer not null,            -- study day, fixed at writing
  kind          text    not null,            -- review, undo, visit, read, suspend, ...; others are ignored
  item          text    not null,            -- what it is about: the key of a card, a section, a mock exam; or ''
  target_device text,                        -- what an undo takes back
  target_seq    integer,
  sum           text    not null,            -- 16 hex digits: the 64-bit blake2b of a compact JSON array of the sum of
                                             -- the device's previous event, or '', and the columns above and below it
  body          text    not null,            -- a JSON object: grade, response, milliseconds ...
  primary key (device, seq)
) strict, without rowid;

-- The order of events is (ord, device, seq). Each device's own are in order already, so there is no index over ord:
-- every index is one more page to write before an answer is on the disk.
create index event_item on event (item);
create index event_visit on event (ord) where kind = 'visit';

create trigger event_no_update before update on event
begin select raise(abort, 'the journal is append-only'); end;
create trigger event_no_delete before delete on event
begin select raise(abort, 'the journal is append-only'); end;
-- Without this, `insert or replace` would be a way around both.
create trigger event_no_replace before insert on event
when exists (select 1 from event where device = new.device and seq = new.seq)
begin select raise(abort, 'the journal is append-only'); end;

-- derived -------------------------------------------------------------------------------------------------------

create table head (                          -- how far each device's events are known to have been folded in
  device text primary key,
  seq    integer not null,
  ord    integer not null,
  sum    text    not null
) strict, without rowid;

create table dead (                          -- events taken back by an undo that counts
  device text    not null,
  seq    integer not null,
  primary key (device, seq)
) strict, without rowid;

create table memory (                        -- one row per card that has been reviewed
  item       text primary key,
  stability  real    not null,               -- days in which the chance of recall falls to 90 %
  difficulty real    not null,               -- 1 to 10
  last_day   integer not null,               -- study day of the last review
  due_day    integer not null,               -- ... of the next
  reps       integer not null,
  lapses     integer not null,               -- times forgotten after having been learned on an earlier day
  last_grade integer not null,               -- 1 again, 2 hard, 3 good, 4 easy
  first_day  integer not null                -- study day of the first review since the card was last new
) strict, without rowid;

create table mark (                          -- one row per card or section with something special
  item       text primary key,
  suspended  integer not null,               -- 0 or 1
  flagged    integer not null,               -- 0 or 1
  buried_day integer,                        -- study day on which it is not asked again
  read_day   integer,                        -- study day on which a section was last read
  misled_day integer                         -- study day on which an answer was last wrong although sure
) strict, without rowid;
