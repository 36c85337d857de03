#!/usr/bin/env bash
# Whole-process times of `plumb apply` when one column is added to every tenant, beside the same DDL through one psql for each, in one run.
# usage: bench/tenants.sh [RUNS]      (needs psql on the path; TENANTS='1 50 200' and TABLES=10 unless set)
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD runs=${1:-5} tables=${TABLES:-10} work=$root/bench/target
mkdir -p "$work/server"
plumb=$root/plumb
"$plumb" --version > /dev/null

printf 'project: server\nenvironments:\n  bench: {database: embedded}\n' > "$work/server/plumb.yaml"
"$plumb" db start -C "$work/server" -e bench >&2
trap '"$plumb" db stop -C "$work/server" -e bench >&2' EXIT
admin=$("$plumb" db url -C "$work/server" -e bench | grep '^postgresql:')

# project DIRECTORY TENANTS COLUMN...: a project of that many tenants, whose first table has these columns too.
project() {
  local directory=$1 tenants=$2 n
  shift 2
  mkdir -p "$directory/schema"
  cat > "$directory/plumb.yaml" <<YAML
project: bench
environments:
  bench:
    database: "\${BENCH_URL}"
    namespace: "\${tenant}_"
    tenants: {sql: "select 't' || n from generate_series(1, $tenants) n"}
YAML
  {
    printf 'dir: shop\ntables:\n'
    for ((n = 0; n < tables; n++)); do
      printf '  table%d:\n    columns:\n' "$n"
      printf '      id: {type: bigint, identity: always}\n      name: text not null\n      amount: numeric(12,2)\n'
      printf '      note: text\n      created_at: timestamptz not null default now()\n'
      if [ "$n" = 0 ]; then for column in "$@"; do printf '      %s: bigint\n' "$column"; done; fi
      printf '    primary_key: [id]\n    indexes: {table%d_name_idx: [name]}\n' "$n"
    done
  } > "$directory/schema/shop.yaml"
}

# seconds COMMAND...: one run in seconds.
seconds() {
  local begin end
  begin=$(date +%s%N)
  "$@" > "$work/last.out" 2> "$work/last.err" || { cat "$work/last.out" "$work/last.err" >&2; exit 1; }
  end=$(date +%s%N)
  awk -v n=$((end - begin)) 'BEGIN { printf "%.3f\n", n / 1e9 }'
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# by_psql TENANTS COLUMN: one psql for each tenant.
by_psql() {
  local n
  for ((n = 1; n <= $1; n++)); do
    psql -qX "$BENCH_URL" -v ON_ERROR_STOP=1 -c "alter table t${n}_shop.table0 add column $2 bigint"
  done
}

printf '%-44s %10s %10s\n' what seconds 'x psql'
for tenants in ${TENANTS:-1 50 200}; do
  directory=$work/tenants-$tenants columns=()
  psql -qX "$admin" -c "drop database if exists \"tenants_$tenants\"" -c "create database \"tenants_$tenants\"" >&2
  BENCH_URL=${admin%/*}/tenants_$tenants
  export BENCH_URL
  project "$directory" "$tenants"
  first=$(seconds "$plumb" apply -C "$directory" --yes)
  : > "$work/plumb.times"
  : > "$work/psql.times"
  for ((run = 0; run < runs; run++)); do
    # One column each by either. Those by psql are not declared: plumb tells that they are there and leaves them alone.
    seconds by_psql "$tenants" "by_psql_$run" >> "$work/psql.times"
    columns+=("by_plumb_$run")
    project "$directory" "$tenants" "${columns[@]}"
    seconds "$plumb" apply -C "$directory" --yes >> "$work/plumb.times"
  done
  same=$(for ((run = 0; run < runs; run++)); do seconds "$plumb" plan -C "$directory" --check; done | median)
  floor=$(median < "$work/psql.times")
  ours=$(median < "$work/plumb.times")
  printf '%-44s %10s %10s\n' "one psql for each of $tenants" "$floor" 1.00
  printf '%-44s %10s %10s\n' "plumb apply, a column more for $tenants" "$ours" "$(awk -v a="$ours" -v b="$floor" 'BEGIN { printf "%.2f", a / b }')"
  printf '%-44s %10s\n' "plumb plan, nothing to do for $tenants" "$same"
  printf '%-44s %10s\n' "plumb apply, the first for $tenants" "$first"
done
