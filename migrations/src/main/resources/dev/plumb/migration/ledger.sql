--liquibase formatted sql

-- The ledger, schema plumb. People and other programs may read these tables with SQL: columns are added, never renamed.
-- A new version of the ledger is a new set of changesets at the end, the last of which raises plumb.ledger.version.

--changeset plumb:1-ledger
create table plumb.ledger (
  version integer not null,
  upgraded_at timestamptz not null default now()
);
comment on table plumb.ledger is 'One row: which version of these tables this is';
insert into plumb.ledger (version) values (0);

--changeset plumb:1-namespace
create table plumb.namespace (
  id bigint generated always as identity primary key,
  project text not null,
  prefix text not null,
  environment text not null,
  schemas text[] not null default '{}',
  spec_hash text,
  live_fingerprint text,
  revision bigint not null default 0,
  last_run bigint,
  unique (project, prefix)
);
comment on table plumb.namespace is 'One row per project and prefix: the schemas that one spec stands for in this database';
comment on column plumb.namespace.project is 'Name of the project, from plumb.yaml';
comment on column plumb.namespace.prefix is 'What the names of its PostgreSQL schemas begin with; may be empty';
comment on column plumb.namespace.environment is 'The environment that applied last';
comment on column plumb.namespace.schemas is 'Its PostgreSQL schemas after the last successful run';
comment on column plumb.namespace.spec_hash is 'Of the spec that is applied; null until a run has succeeded';
comment on column plumb.namespace.live_fingerprint is 'Of the catalog rows of these schemas at the end of the last successful run';
comment on column plumb.namespace.revision is 'Raised whenever what is managed changes; a plan made before that is stale';
comment on column plumb.namespace.last_run is 'The last run that began';

--changeset plumb:1-lease
create table plumb.lease (
  namespace bigint primary key references plumb.namespace on delete cascade,
  token bigint not null default 0,
  owner uuid,
  os_user text,
  host text,
  pid bigint,
  lock_backend integer,
  lock_backend_start timestamptz,
  work_backend integer,
  work_backend_start timestamptz,
  acquired_at timestamptz,
  heartbeat_at timestamptz,
  expires_at timestamptz
);
comment on table plumb.lease is 'Who is applying to a namespace; the columns after token are null while nobody is';
comment on column plumb.lease.token is 'Raised with every acquisition; a writer whose token is older is fenced off';
comment on column plumb.lease.owner is 'One applier; unique for ever';
comment on column plumb.lease.pid is 'Of the process, on its host';
comment on column plumb.lease.lock_backend is 'pid of the server process that holds the advisory lock and beats';
comment on column plumb.lease.work_backend is 'pid of the server process that runs the statements';
comment on column plumb.lease.expires_at is 'The owner beats well before; later than this the lease may be taken over';

--changeset plumb:1-run
create table plumb.run (
  id bigint generated always as identity primary key,
  namespace bigint not null references plumb.namespace on delete cascade,
  token bigint not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  os_user text not null,
  host text not null,
  database_role text not null default current_user,
  plumb_version text not null,
  git_commit text,
  git_branch text,
  git_clean boolean,
  spec_hash text not null,
  plan jsonb not null,
  spec text not null,
  outcome text not null default 'running'
    check (outcome in ('running', 'succeeded', 'failed', 'partial', 'interrupted')),
  error text
);
create index run_namespace_idx on plumb.run (namespace, id);
comment on table plumb.run is 'One row per apply that had something to do';
comment on column plumb.run.token is 'Of the lease under which it ran';
comment on column plumb.run.os_user is 'Who ran it: the account on the host';
comment on column plumb.run.git_commit is 'That the spec was at; null outside of a Git repository';
comment on column plumb.run.git_clean is 'False when files of the project differed from the commit';
comment on column plumb.run.plan is 'What was shown and approved, in the plan''s JSON';
comment on column plumb.run.spec is 'The whole spec, canonical YAML';
comment on column plumb.run.outcome is 'failed: nothing of it is in the database; partial: some of it is; interrupted: stopped from outside, or its process died';
comment on column plumb.run.error is 'What happened, when it did not succeed';

--changeset plumb:1-step
create table plumb.step (
  run bigint not null references plumb.run on delete cascade,
  ordinal integer not null,
  addresses text[] not null,
  sql text not null,
  transaction integer not null,
  state text not null check (state in ('started', 'done', 'failed')),
  started_at timestamptz not null,
  finished_at timestamptz,
  error text,
  primary key (run, ordinal)
);
comment on table plumb.step is 'One row per statement that a run has begun; what shares a transaction is recorded by that transaction';
comment on column plumb.step.addresses is 'The things that the statement is for';
comment on column plumb.step.transaction is 'Steps of a run with the same number were one transaction';
comment on column plumb.step.state is 'started: runs outside of a transaction and is not known to have ended';

--changeset plumb:1-managed
create table plumb.managed (
  namespace bigint not null references plumb.namespace on delete cascade,
  kind text not null,
  directory text not null,
  object text,
  part text,
  spec_fingerprint text not null,
  live_fingerprint text,
  prevent_destroy boolean not null,
  since_run bigint not null
);
create unique index managed_key on plumb.managed (namespace, kind, directory, coalesce(object, ''), coalesce(part, ''));
comment on table plumb.managed is 'What Plumb created or adopted: nothing else is ever dropped';
comment on column plumb.managed.kind is 'In the words of PostgreSQL''s manual: table, column, index, check constraint';
comment on column plumb.managed.directory is 'Path of the directory: library/raw';
comment on column plumb.managed.object is 'The table, view, type or sequence; null for the directory itself';
comment on column plumb.managed.part is 'The column, constraint or index of that object, else null';
comment on column plumb.managed.spec_fingerprint is 'Of its declaration, canonical, at the last run';
comment on column plumb.managed.live_fingerprint is 'oid and xmin of its catalog row after the last run; another oid: re-created, another xmin: changed';
comment on column plumb.managed.prevent_destroy is 'Was declared so; deleting the object together with its guard is refused';
comment on column plumb.managed.since_run is 'The run that began to manage it';

--changeset plumb:1-done
update plumb.ledger set version = 1, upgraded_at = now();

--changeset plumb:2-note
create table plumb.note (
  id bigint generated always as identity primary key,
  relation regclass not null,
  key jsonb not null,
  cells text[] not null,
  noted_at timestamptz not null default clock_timestamp(),
  attempts integer not null default 0,
  not_before timestamptz,
  claimed_by uuid,
  claimed_until timestamptz
) with (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_insert_scale_factor = 0.05,
  autovacuum_analyze_scale_factor = 0.05,
  autovacuum_vacuum_cost_delay = 0
);
create index note_relation_idx on plumb.note (relation, id);
comment on table plumb.note is 'Rows whose computed columns a worker has still to compute: written by the triggers of the tables, taken by plumb work';
comment on column plumb.note.relation is 'The table; of a partition, the partitioned table at the top';
comment on column plumb.note.key is 'The row: the values of its key''s columns in the key''s order, as a JSON array';
comment on column plumb.note.cells is 'The columns whose inputs changed, by the names that they have in the database';
comment on column plumb.note.attempts is 'How often a worker began and did not finish';
comment on column plumb.note.not_before is 'Wait until then before the next attempt; null: at once';
comment on column plumb.note.claimed_by is 'The worker that is at it, unique for ever; null while nobody is';
comment on column plumb.note.claimed_until is 'Later than this another worker may take it over';

--changeset plumb:2-cell-error
create table plumb.cell_error (
  relation regclass not null,
  column_name text not null,
  key jsonb not null,
  error_type text not null,
  message text not null,
  attempts integer not null default 1,
  at timestamptz not null default clock_timestamp(),
  primary key (relation, key, column_name)
) with (
  fillfactor = 80,
  autovacuum_vacuum_scale_factor = 0.05,
  autovacuum_vacuum_cost_delay = 0
);
comment on table plumb.cell_error is 'Computed columns that could not be computed, one row per row and column; the column is null there. The view plumb.errors says the same in the words of the spec';
comment on column plumb.cell_error.relation is 'The table; of a partition, the partitioned table at the top';
comment on column plumb.cell_error.column_name is 'As it is named in the database';
comment on column plumb.cell_error.key is 'The row: the values of its key''s columns in the key''s order, as a JSON array';
comment on column plumb.cell_error.error_type is 'SQLSTATE of an expression''s error, what a function says of its own, or InputFailed when a column that it is computed from has an error';
comment on column plumb.cell_error.message is 'What happened; may quote values of the row';
comment on column plumb.cell_error.attempts is 'How often it failed with the present inputs and function';
comment on column plumb.cell_error.at is 'When it failed last';

--changeset plumb:2-errors
create view plumb.errors as
select n.project, replace(substr(s.nspname, length(n.prefix) + 1), '__', '/') as directory,
       c.relname::text as table_name, e.column_name, e.key, e.error_type, e.message, e.attempts, e.at
from plumb.cell_error e
join pg_catalog.pg_class c on c.oid = e.relation
join pg_catalog.pg_namespace s on s.oid = c.relnamespace
left join plumb.namespace n on s.nspname = any (n.schemas) and starts_with(s.nspname, n.prefix);
comment on view plumb.errors is 'Computed columns that could not be computed: which row, what happened';
comment on column plumb.errors.project is 'Name of the project whose table it is';
comment on column plumb.errors.directory is 'Path of the table''s directory: library/raw';
comment on column plumb.errors.key is 'The row: the values of its key''s columns in the key''s order, as a JSON array';
comment on column plumb.errors.error_type is 'See plumb.cell_error';

--changeset plumb:2-backfill
create table plumb.backfill (
  id bigint generated always as identity primary key,
  namespace bigint not null references plumb.namespace on delete cascade,
  run bigint references plumb.run on delete set null,
  relation regclass not null,
  columns text[] not null,
  state text not null default 'running' check (state in ('running', 'paused', 'failed', 'cancelled', 'done')),
  reason text,
  first_key jsonb,
  last_key jsonb,
  next_key jsonb,
  rows_estimated bigint,
  rows_seen bigint not null default 0,
  rows_written bigint not null default 0,
  rows_stale bigint not null default 0,
  rows_failed bigint not null default 0,
  options jsonb not null default '{}',
  error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz
) with (fillfactor = 50);
create index backfill_namespace_idx on plumb.backfill (namespace, id);
create index backfill_relation_idx on plumb.backfill (relation, id);
comment on table plumb.backfill is 'One row per filling of computed columns for the rows that a table already had';
comment on column plumb.backfill.run is 'The apply that asked for it';
comment on column plumb.backfill.relation is 'The table; if partitioned, the one at the top';
comment on column plumb.backfill.columns is 'Filled in one pass, by the names that they have in the database';
comment on column plumb.backfill.state is 'paused and failed ones can go on where they stopped; cancelled and done ones are history';
comment on column plumb.backfill.reason is 'Why it is paused or slowed down; null while it runs freely';
comment on column plumb.backfill.first_key is 'The first row''s key when it began; keys are JSON arrays as in plumb.note';
comment on column plumb.backfill.last_key is 'The last row''s key when it began: later rows are kept right by the triggers and the workers';
comment on column plumb.backfill.next_key is 'Rows up to this key are cut into chunks; null until the first chunk';
comment on column plumb.backfill.rows_estimated is 'From the statistics of the table when it began';
comment on column plumb.backfill.rows_seen is 'Of the chunks that are done, as are the other three counts';
comment on column plumb.backfill.rows_stale is 'Changed by others between reading and writing; left to the notes';
comment on column plumb.backfill.rows_failed is 'Got an error in plumb.cell_error';
comment on column plumb.backfill.options is 'What it was started with: sizes, limits';
comment on column plumb.backfill.error is 'What stopped it, when it failed';

--changeset plumb:2-backfill-chunk
create table plumb.backfill_chunk (
  backfill bigint not null references plumb.backfill on delete cascade,
  seq bigint not null,
  low jsonb,
  high jsonb,
  state text not null default 'pending' check (state in ('pending', 'claimed', 'done')),
  stripes integer not null default 1,
  stripes_done integer not null default 0,
  attempts integer not null default 0,
  worker uuid,
  token bigint not null default 0,
  lease_until timestamptz,
  rows_seen bigint not null default 0,
  rows_written bigint not null default 0,
  rows_stale bigint not null default 0,
  rows_failed bigint not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  last_error text,
  primary key (backfill, seq)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
create index backfill_chunk_open_idx on plumb.backfill_chunk (backfill, seq) where finished_at is null;
comment on table plumb.backfill_chunk is 'The parts of a backfill, each a window of keys, written down before any work on them';
comment on column plumb.backfill_chunk.low is 'Rows after this key; null: from the first';
comment on column plumb.backfill_chunk.high is 'Rows up to and with this key; null: to the last';
comment on column plumb.backfill_chunk.state is 'claimed: a worker is at it until lease_until, later than that another may take it over';
comment on column plumb.backfill_chunk.stripes is 'Into how many transactions each pass over it is divided: each takes every so many-th row';
comment on column plumb.backfill_chunk.stripes_done is 'How many of its transactions are committed; it goes on with the next';
comment on column plumb.backfill_chunk.attempts is 'How often it was claimed';
comment on column plumb.backfill_chunk.worker is 'The worker that claimed it, unique for ever';
comment on column plumb.backfill_chunk.token is 'Raised with every claim; a writer whose token is older is fenced off';

--changeset plumb:2-bucket
create table plumb.bucket (
  id text primary key,
  state bytea,
  expires_at bigint
) with (fillfactor = 50);
comment on table plumb.bucket is 'Rate limits that all processes share, in the form of the library bucket4j';
comment on column plumb.bucket.id is 'What is limited: the function, or the account that its calls are billed to';
comment on column plumb.bucket.expires_at is 'Milliseconds since 1970';

--changeset plumb:2-filled
alter table plumb.managed add column filled boolean not null default true;
comment on column plumb.managed.filled is
  'false for a computed column whose values are not all computed yet; the next apply goes on';

--changeset plumb:2-done
update plumb.ledger set version = 2, upgraded_at = now();

--changeset plumb:3-never-filled
alter table plumb.managed add column never_filled boolean not null default false;
comment on column plumb.managed.never_filled is
  'for a computed column that was added and never had all its values: an error that ends its filling takes it out again';

--changeset plumb:3-unfilled
create index managed_unfilled_idx on plumb.managed (namespace) where not filled;

--changeset plumb:3-done
update plumb.ledger set version = 3, upgraded_at = now();

--changeset plumb:4-effects
alter table plumb.run add column effect_digest text;
comment on column plumb.run.effect_digest is
  'Of the plan: equal for equal effects, whenever and wherever a plan is made; null for runs of former versions';
create index run_effects_idx on plumb.run (namespace, effect_digest);

--changeset plumb:4-plan-file
alter table plumb.run add column plan_file uuid;
comment on column plumb.run.plan_file is 'The plan file that was applied, which is applied once; null when there was none';
create index run_plan_file_idx on plumb.run (plan_file) where plan_file is not null;

--changeset plumb:4-approval
create table plumb.approval (
  id bigint generated always as identity primary key,
  namespace bigint not null references plumb.namespace on delete cascade,
  environment text not null,
  effect_digest text not null,
  plan jsonb not null,
  approved_at timestamptz not null default now(),
  expires_at timestamptz,
  os_user text not null,
  host text not null,
  database_role text not null default current_user,
  reason text
);
create index approval_effects_idx on plumb.approval (namespace, effect_digest);
comment on table plumb.approval is 'Who approved what: an approval holds for every plan with the same effects, and for no other';
comment on column plumb.approval.plan is 'What was approved, in the plan''s JSON';
comment on column plumb.approval.expires_at is 'Later than this it counts for nothing; null: it never expires';
comment on column plumb.approval.os_user is 'Who approved it: the account on the host';

--changeset plumb:4-done
update plumb.ledger set version = 4, upgraded_at = now();

--changeset plumb:5-data-migration
create table plumb.data_migration (
  namespace bigint not null references plumb.namespace on delete cascade,
  file text not null,
  digest text not null,
  run bigint references plumb.run on delete set null,
  at timestamptz not null default now(),
  outcome text not null,
  primary key (namespace, file)
);
comment on table plumb.data_migration is 'The files of migrations/data that have run; each runs once';
comment on column plumb.data_migration.digest is 'SHA-256 of the text that ran';
comment on column plumb.data_migration.outcome is 'Where among the changes it ran, or why there was nothing to run';

--changeset plumb:5-done
update plumb.ledger set version = 5, upgraded_at = now();

--changeset plumb:6-identity
alter table plumb.namespace add column system_identifier text;
alter table plumb.namespace add column database_oid bigint;
comment on column plumb.namespace.environment is 'Whose it is: another environment is refused until somebody says: plumb db adopt';
comment on column plumb.namespace.system_identifier is
  'Of the server, when it was applied first; in a copy on another server it is not the server''s own. Null: nobody could see it';
comment on column plumb.namespace.database_oid is 'Of the database in its server, when it was applied first';

--changeset plumb:6-done
update plumb.ledger set version = 6, upgraded_at = now();

--changeset plumb:7-recent-errors
create index cell_error_at_idx on plumb.cell_error (relation, at);

--changeset plumb:7-waiting-notes
create index note_waiting_idx on plumb.note (relation) where claimed_by is null and not_before is null;

--changeset plumb:7-done
update plumb.ledger set version = 7, upgraded_at = now();

-- A column that takes the place of another keeps its errors, however many, when one row here gets another name.
--changeset plumb:8-cell
create table plumb.cell (
  id bigint generated always as identity primary key,
  relation regclass not null,
  column_name text not null,
  unique (relation, column_name)
);
comment on table plumb.cell is 'Computed columns as their errors know them: what a column is called may change';
comment on column plumb.cell.relation is 'The table; of a partition, the partitioned table at the top';
comment on column plumb.cell.column_name is 'As it is named in the database';

--changeset plumb:8-cell-id splitStatements:false
create function plumb.cell_id(relation regclass, column_name text) returns bigint language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  v_id bigint;
begin
  select c.id into v_id from plumb.cell c where c.relation = $1 and c.column_name = $2;
  if v_id is null then
    insert into plumb.cell (relation, column_name) values ($1, $2) on conflict do nothing returning id into v_id;
  end if;
  if v_id is null then
    select c.id into strict v_id from plumb.cell c where c.relation = $1 and c.column_name = $2;
  end if;
  return v_id;
end $$;

--changeset plumb:8-cell-id-comment
comment on function plumb.cell_id(regclass, text) is 'What errors of the column are kept under';

--changeset plumb:8-cell-failure
create table plumb.cell_failure (
  relation regclass not null,
  cell bigint not null,
  key jsonb not null,
  error_type text not null,
  message text not null,
  attempts integer not null default 1,
  at timestamptz not null default clock_timestamp(),
  primary key (relation, key, cell)
) with (
  fillfactor = 80,
  autovacuum_vacuum_scale_factor = 0.05,
  autovacuum_vacuum_cost_delay = 0
);
comment on table plumb.cell_failure is
  'What plumb.cell_error shows; an error whose cell is not in plumb.cell is of a column that is gone, and goes with the next apply';
insert into plumb.cell (relation, column_name)
  select distinct e.relation, e.column_name from plumb.cell_error e;
insert into plumb.cell_failure (relation, cell, key, error_type, message, attempts, at)
  select e.relation, c.id, e.key, e.error_type, e.message, e.attempts, e.at
  from plumb.cell_error e join plumb.cell c using (relation, column_name);
create index cell_failure_at_idx on plumb.cell_failure (relation, at);
drop view plumb.errors;
drop table plumb.cell_error;

--changeset plumb:8-cell-error
create view plumb.cell_error as
select f.relation, c.column_name, f.key, f.error_type, f.message, f.attempts, f.at
from plumb.cell_failure f
join plumb.cell c on c.id = f.cell;
comment on view plumb.cell_error is 'Computed columns that could not be computed, one row per row and column; the column is null there. The view plumb.errors says the same in the words of the spec';
comment on column plumb.cell_error.relation is 'The table; of a partition, the partitioned table at the top';
comment on column plumb.cell_error.column_name is 'As it is named in the database';
comment on column plumb.cell_error.key is 'The row: the values of its key''s columns in the key''s order, as a JSON array';
comment on column plumb.cell_error.error_type is 'SQLSTATE of an expression''s error, what a function says of its own, or InputFailed when a column that it is computed from has an error';
comment on column plumb.cell_error.message is 'What happened; may quote values of the row';
comment on column plumb.cell_error.attempts is 'How often it failed with the present inputs and function';
comment on column plumb.cell_error.at is 'When it failed last';

--changeset plumb:8-errors
create view plumb.errors as
select n.project, replace(substr(s.nspname, length(n.prefix) + 1), '__', '/') as directory,
       c.relname::text as table_name, e.column_name, e.key, e.error_type, e.message, e.attempts, e.at
from plumb.cell_error e
join pg_catalog.pg_class c on c.oid = e.relation
join pg_catalog.pg_namespace s on s.oid = c.relnamespace
left join plumb.namespace n on s.nspname = any (n.schemas) and starts_with(s.nspname, n.prefix);
comment on view plumb.errors is 'Computed columns that could not be computed: which row, what happened';
comment on column plumb.errors.project is 'Name of the project whose table it is';
comment on column plumb.errors.directory is 'Path of the table''s directory: library/raw';
comment on column plumb.errors.key is 'The row: the values of its key''s columns in the key''s order, as a JSON array';
comment on column plumb.errors.error_type is 'See plumb.cell_error';

--changeset plumb:8-done
update plumb.ledger set version = 8, upgraded_at = now();

--changeset plumb:9-sandbox
alter table plumb.namespace add column sandbox_until timestamptz;
comment on column plumb.namespace.sandbox_until is
  'Of a sandbox, until when it is wanted; null for a declared environment, and for a sandbox that was destroyed';

--changeset plumb:9-done
update plumb.ledger set version = 9, upgraded_at = now();

--changeset plumb:10-kept
create table plumb.kept (
  namespace bigint not null references plumb.namespace on delete cascade,
  kind text not null,
  directory text not null,
  object text not null,
  part text not null default '',
  relation oid not null,
  attribute smallint,
  reason text not null,
  run bigint references plumb.run on delete set null,
  at timestamptz not null default now(),
  primary key (namespace, kind, directory, object, part)
);
comment on table plumb.kept is 'Tables and columns that were removed and whose rows and values are kept, until they are restored or purged';
comment on column plumb.kept.part is 'The column; empty for a table';
comment on column plumb.kept.relation is 'The table, or the one that the column is in; when there is none any more, nothing is kept';
comment on column plumb.kept.attribute is 'Number of the column in its table; null for a table';
comment on column plumb.kept.reason is 'What the spec said when it was removed';

--changeset plumb:10-done
update plumb.ledger set version = 10, upgraded_at = now();

--changeset plumb:11-applied-spec
alter table plumb.namespace add column spec text;
comment on column plumb.namespace.spec is
  'The whole spec that is applied, canonical YAML, when there was nothing to run for it; null: that of the last run that succeeded';

--changeset plumb:11-done
update plumb.ledger set version = 11, upgraded_at = now();

--changeset plumb:12-kept-by-name
alter table plumb.kept alter column relation type regclass using relation::regclass;
alter table plumb.kept drop column attribute;
comment on column plumb.kept.relation is
  'The table, or the one that the column is in; when it, or the column, is not called as what is kept is, nothing is kept any more';

--changeset plumb:12-done
update plumb.ledger set version = 12, upgraded_at = now();
