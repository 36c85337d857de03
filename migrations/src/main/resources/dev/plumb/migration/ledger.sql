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
