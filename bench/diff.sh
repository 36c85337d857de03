#!/usr/bin/env bash
# Whole-process time of `plumb diff` between two commits of a project that no database knows, beside what applying the first one costs.
# usage: bench/diff.sh [TABLES] [RUNS]      (needs git; everything else comes with the build)
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD tables=${1:-1000} runs=${2:-5} project=$PWD/bench/target/diff
plumb=$root/plumb
"$plumb" --version > /dev/null
rm -rf "$project"
bash bench/generate.sh "$tables" "$project"
# Nobody sets it: a diff asks no environment.
unset BENCH_URL

commit() {
  git -C "$project" add -A
  git -C "$project" -c user.name=bench -c user.email=bench@example.org -c commit.gpgsign=false commit -qm "$1"
}
git -C "$project" init -q -b main
commit 'the base'
file=$(find "$project/schema" -name '*.yaml' | sort | head -1)
sed -i -E '0,/^( +)([a-z_]+): +text *$/s//&\n\1added_by_the_bench: text/' "$file"
git -C "$project" diff --quiet && { echo "nothing was changed in $file" >&2; exit 1; }
commit 'one more column'

"$plumb" diff -C "$project" HEAD~1..HEAD > "$project/diff.txt"
grep -q added_by_the_bench "$project/diff.txt" || { cat "$project/diff.txt" >&2; exit 1; }
for ((i = 0; i < runs; i++)); do
  begin=$(date +%s%N)
  "$plumb" diff -C "$project" HEAD~1..HEAD > /dev/null
  awk -v n=$(($(date +%s%N) - begin)) 'BEGIN { printf "%.2f\n", n / 1e9 }'
done | sort -n | awk -v t="$tables" '{ v[NR] = $1 } END { printf "plumb diff between two commits, %s tables: %s s, median of %d\n", t, v[int((NR + 1) / 2)], NR }'
