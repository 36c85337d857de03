#!/usr/bin/env bash
# Computed columns under fire: four clients write without a break while one `plumb apply` adds computed columns and a second one replaces
# some of them; of two `plumb work` one or the other is killed with SIGKILL three times. At the end every cell is compared with what its row
# says. A reader and a writer of single rows run through it all and tell their slowest statement and the longest wait for a lock.
# usage: bench/stress.sh [--runs N] [SEED] [ROWS]      (default: 1 run, a random seed, 200000 rows; several runs take seed, seed + 1, …)
# PACE=n: transactions per second of each of the four writers at most (default 60). What the processes say stays in bench/target/stress.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=1
if [ "${1:-}" = --runs ]; then
  runs=$2
  shift 2
fi
seed=${1:-$((RANDOM * 32768 + RANDOM))} rows=${2:-200000} work=$PWD/bench/target/stress
rm -rf "$work"
mkdir -p "$work/classes" "$work/server"
./plumb --version > /dev/null
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"${java}c" -cp cli/target/plumb.jar -d "$work/classes" $(ls cli/src/test/java/dev/plumb/stress/*.java | grep -v Test.java)

printf 'project: server\nenvironments:\n  bench: {database: embedded}\n' > "$work/server/plumb.yaml"
./plumb db start -C "$work/server" -e bench >&2
trap './plumb db stop -C "$work/server" -e bench >&2' EXIT
url=$(./plumb db url -C "$work/server" -e bench | grep -o 'postgresql://[^ ]*' | grep -v jdbc | head -1)
server=${url#*@}
"$java" -cp "cli/target/plumb.jar:$work/classes" dev.plumb.stress.StressMain "${server%%/*}" "$work" "$seed" "$rows" "$runs" "${PACE:-60}"
