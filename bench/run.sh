#!/usr/bin/env bash
# Whole-process times of `plumb plan` without changes and of a first apply, beside their floors, in one run.
# usage: bench/run.sh [RUNS]      (needs psql on the path; everything else comes with the build)
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD runs=${1:-11} work=$root/bench/target
mkdir -p "$work"
plumb=$root/plumb
"$plumb" --version > /dev/null

mkdir -p "$work/server"
printf 'project: server\nenvironments:\n  bench: {database: embedded}\n' > "$work/server/plumb.yaml"
"$plumb" db start -C "$work/server" -e bench >&2
trap '"$plumb" db stop -C "$work/server" -e bench >&2' EXIT
url=$("$plumb" db url -C "$work/server" -e bench | grep -o 'postgresql://[^ ]*' | grep -v jdbc | head -1)
admin=$url

driver=$(find "$HOME/.m2/repository/org/postgresql/postgresql" -name 'postgresql-42*.jar' | sort | tail -1)
javac -d "$work" bench/SelectOne.java
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# database NAME: an empty database on the bench server, its URL on stdout.
database() {
  psql -qX "$admin" -c "drop database if exists \"$1\"" -c "create database \"$1\"" >&2
  echo "${admin%/*}/$1"
}

# seconds COMMAND...: one run in seconds.
seconds() {
  local begin end
  begin=$(date +%s%N)
  "$@" > "$work/last.out" 2> "$work/last.err" || { cat "$work/last.out" "$work/last.err" >&2; exit 1; }
  end=$(date +%s%N)
  awk -v n=$((end - begin)) 'BEGIN { printf "%.3f\n", n / 1e9 }'
}

# median COMMAND...: median of $runs runs after one to warm the file cache.
median() {
  local i
  seconds "$@" > /dev/null
  for ((i = 0; i < runs; i++)); do seconds "$@"; done | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

jdbc() { printf 'jdbc:postgresql://%s' "${1#*://}" | sed -E 's#//([^@/]*)@([^?]*).*#//\2?user=\1#'; }

printf '%-44s %10s %10s\n' what seconds 'x floor'
floor=$(median "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp "$driver:$work" SelectOne "$(jdbc "$admin")")
printf '%-44s %10s %10s\n' 'floor: JVM, one connection, select 1' "$floor" 1.00

for tables in ${TABLES:-100 1000 5000}; do
  project=$work/project-$tables
  bash bench/generate.sh "$tables" "$project"
  BENCH_URL=$(database "plumb_$tables")
  export BENCH_URL
  first=$(seconds "$plumb" apply -C "$project" -e bench --yes)
  same=$(median "$plumb" plan -C "$project" -e bench --check)
  printf '%-44s %10s %10s\n' "no-change plan, $tables tables" "$same" "$(ratio "$same" "$floor")"
  psql_url=$(database "psql_$tables")
  by_psql=$(seconds psql -qX "$psql_url" -v ON_ERROR_STOP=1 -f "$project/schema.sql")
  printf '%-44s %10s %10s\n' "floor: psql -f, $tables tables" "$by_psql" 1.00
  printf '%-44s %10s %10s\n' "first apply, $tables tables" "$first" "$(ratio "$first" "$by_psql")"
done
