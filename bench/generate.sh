#!/usr/bin/env bash
# Writes a project with N tables and the same schema as plain SQL.
# usage: bench/generate.sh TABLES DIRECTORY
# Every table has ten columns, a primary key, two indexes and a check; every fourth one references the table before it.
set -euo pipefail
tables=$1 out=$2 per_directory=100
rm -rf "$out"
mkdir -p "$out/schema"
cat > "$out/plumb.yaml" <<YAML
project: bench
environments:
  bench: {database: "\${BENCH_URL}"}
YAML
awk -v tables="$tables" -v per="$per_directory" -v out="$out" '
BEGIN {
  sql = out "/schema.sql"
  for (n = 0; n < tables; n++) {
    d = sprintf("d%02d", n / per)
    t = sprintf("t%04d", n)
    if (n % per == 0) {
      file = out "/schema/" d ".yaml"
      print "dir: " d "\ntables:" > file
      print "create schema bench_" d ";" > sql
    }
    ref = (n % per != 0 && n % 4 == 0) ? sprintf("t%04d", n - 1) : ""
    printf "  %s:\n    comment: Table number %d\n    columns:\n", t, n > file
    printf "      id: {type: bigint, identity: always}\n      name: text not null\n      state: text not null default '\''new'\''\n" > file
    printf "      amount: numeric(12,2)\n      quantity: integer not null default 1\n      parent_id: bigint%s\n", (ref == "" ? "" : " references " ref "(id)") > file
    printf "      note: text\n      payload: jsonb\n      created_at: timestamptz not null default now()\n      updated_at: timestamptz\n" > file
    printf "    primary_key: [id]\n    checks: {%s_quantity: quantity > 0}\n    indexes:\n", t > file
    printf "      %s_name_idx: [name]\n      %s_created_idx: [created_at desc]\n", t, t > file
    q = "bench_" d "." t
    printf "create table %s (\n  id bigint generated always as identity primary key,\n  name text not null,\n  state text not null default '\''new'\'',\n", q > sql
    printf "  amount numeric(12,2),\n  quantity integer not null default 1,\n  parent_id bigint%s,\n", (ref == "" ? "" : " references bench_" d "." ref "(id)") > sql
    printf "  note text,\n  payload jsonb,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz,\n  constraint %s_quantity check (quantity > 0)\n);\n", t > sql
    printf "create index %s_name_idx on %s (name);\ncreate index %s_created_idx on %s (created_at desc);\ncomment on table %s is '\''Table number %d'\'';\n", t, q, t, q, q, n > sql
  }
}'
