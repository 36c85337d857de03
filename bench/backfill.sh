#!/usr/bin/env bash
# How fast computed columns are filled for rows that exist, beside the physical limit and the usual way, each on an identical fresh table:
#   (a) one plain UPDATE of a new column, (b) a loop in Java that reads rows and writes batches of `UPDATE … WHERE id = ?`,
#   and `plumb apply` with a column by SQL, one by a fast Java function, and one by a function that takes 50 ms per call, 64 at once.
# usage: bench/backfill.sh [ROWS]      (default 1000000 rows of about 250 bytes; the slow function gets 1/50 of them)
# Rows per second are those of the filling itself, as the ledger has them for Plumb; `whole` is the whole command.
set -euo pipefail
cd "$(dirname "$0")/.."
rows=${1:-1000000} work=$PWD/bench/target/backfill
rm -rf "$work"
mkdir -p "$work/classes" "$work/server"
./plumb --version > /dev/null
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"${java}c" -cp cli/target/plumb.jar -d "$work/classes" bench/backfill/*.java

printf 'project: server\nenvironments:\n  bench: {database: embedded}\n' > "$work/server/plumb.yaml"
./plumb db start -C "$work/server" -e bench >&2
trap './plumb db stop -C "$work/server" -e bench >&2; rm -rf "$work/server"' EXIT
url=$(./plumb db url -C "$work/server" -e bench | grep -o 'postgresql://[^ ]*' | grep -v jdbc | head -1)
"$java" -cp "cli/target/plumb.jar:$work/classes" BackfillBench "$url" "$work" "$rows"
