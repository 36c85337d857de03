#!/usr/bin/env bash
# Takes changes of the shop from dev through staging to prod, and meets everything that stands in their way on purpose.
# usage: examples/shop/walk.sh      (works on a copy in a temporary folder, with a server of its own; needs Java, Maven and Git)
set -euo pipefail

here=$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd -P)
root=$here/../..
plumb=${PLUMB:-$root/plumb}
classpath=${WALK_CLASSPATH:-$root/cli/target/plumb.jar}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

"$plumb" --version > /dev/null
shop=$(mktemp -d)
said=$(mktemp)
clean_up() {
  "$plumb" db stop -C "$shop" -e dev > /dev/null 2>&1 || true
  rm -rf "$shop" "$said"
}
trap clean_up EXIT
cp -R "$here/plumb.yaml" "$here/.gitignore" "$here/schema" "$here/migrations" "$shop"
cd "$shop"

chapter() { printf '\n\n# %s\n' "$*"; }

fail() {
  printf '\nerror: %s\n' "$*"
  exit 1
}

# shown ARGUMENT...: as a person would type them.
shown() {
  local word
  for word in "$@"; do
    case $word in *' '*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
  done
}

# expect CODE ARGUMENT...: calls plumb, shows what it says, and goes on only if it ends with this exit code.
expect() {
  local expected=$1 code=0
  shift
  printf '\n$ plumb%s\n' "$(shown "$@")"
  "$plumb" "$@" < /dev/null > "$said" 2>&1 || code=$?
  cat "$said"
  printf '(exit %s)\n' "$code"
  [ "$code" = "$expected" ] || fail "plumb $* ended with $code, and $expected was expected"
}

# says TEXT: the last call said this.
says() { grep -qF -e "$1" "$said" || fail "it does not say: $1"; }

# effects: the digest in what the last call said.
effects() { sed -n 's/^.*[Ee]ffects:* \([0-9a-f]\{12\}\)$/\1/p' "$said" | tail -n 1; }

# commit SUBJECT: what prod asks for is in the files that are committed.
commit() {
  git add .
  git -c user.name=Shop -c user.email=shop@example.org -c commit.gpgsign=false commit -q -m "$1"
  printf '\n$ git commit -m "%s"\n' "$1"
}

# replace FILE FROM TO: in the one line that has it; an empty TO takes the line out.
replace() {
  if [ -n "$3" ]; then printf '\n(in %s: %s  ->  %s)\n' "$1" "$2" "$3"; else printf '\n(out of %s:)\n%s\n' "$1" "$2"; fi
  awk -v from="$2" -v to="$3" '
    (at = index($0, from)) { if (to == "") next; $0 = substr($0, 1, at - 1) to substr($0, at + length(from)) }
    { print }' "$1" > "$said"
  cat "$said" > "$1"
}

# add FILE TEXT: at the end of the file.
add() {
  printf '\n(at the end of %s:)\n%s\n' "$1" "$2"
  printf '\n%s\n' "$2" >> "$1"
}

# insert FILE LINE NEW: a new line below the one that has this.
insert() {
  printf '\n(in %s:)\n%s\n' "$1" "$3"
  awk -v line="$2" -v new="$3" '{ print } index($0, line) { print new }' "$1" > "$said"
  cat "$said" > "$1"
}

# by_hand ENVIRONMENT SQL: what somebody does who goes around Plumb.
by_hand() {
  printf '\n(by hand, in %s:) %s\n' "$1" "$2"
  "$java" -cp "$classpath" "$here/ByHand.java" "$("$plumb" db url -e "$1" | grep '^jdbc:')" "$2"
}

chapter 'The shop, in all three environments'
git init -q
git symbolic-ref HEAD refs/heads/main
commit 'Open the shop'
"$plumb" db start -e dev > /dev/null 2>&1
expect 0 apply -e dev --yes
expect 0 apply -e staging --yes
expect 0 approve -e prod --reason 'the opening'
expect 0 apply -e prod --yes
expect 0 status -e prod --check

chapter 'A change: planned, tried in dev, and not yet for prod'
insert schema/shop.yaml "status not null default 'new'" '      channel:     text not null default '\''web'\'''
expect 0 plan -e dev
expect 0 apply -e dev --yes
expect 0 plan -e prod
expect 3 apply -e prod --yes
says 'prod needs 1 approval of the effects'
says 'prod comes after staging, where neither the effects'
says 'prod is applied from committed files alone, and files differ from the commit'

chapter 'Deployed to staging, approved, and promoted to prod: the same effects'
commit 'Say where an order came from'
expect 0 apply -e staging --yes
digest=$(effects)
expect 4 apply -e prod --yes --expect-digest 0123456789ab
says 'the effects are not those of 0123456789ab'
expect 0 approve -e prod --digest "$digest" --reason 'looked well in staging'
expect 0 apply -e prod --yes --expect-digest "$digest"
expect 0 plan -e prod --check

chapter 'A removal: refused in prod until the files say that it is meant'
replace schema/shop.yaml '      legacy_code: text' ''
commit 'Forget the codes of the old shop'
expect 3 apply -e staging --yes
says 'destructive and not allowed'
expect 0 apply -e staging --yes --allow shop/orders.legacy_code
digest=$(effects)
expect 3 apply -e prod --yes --allow shop/orders.legacy_code
says '  - {column: orders.legacy_code, action: purge, reason: why it goes}'
add schema/shop.yaml "$(printf 'removed:\n  - {column: orders.legacy_code, action: purge, reason: the old shop is closed}')"
commit 'Say that the codes are meant to go'
expect 0 approve -e prod --digest "$digest"
expect 0 apply -e prod --yes --expect-digest "$digest"

chapter 'What the rules deny, and what is guarded'
replace schema/shop.yaml 'price:    numeric(10,2)' 'price:    numeric(12,4)'
expect 3 apply -e prod --yes --allow shop/products.price
says 'the policy denies to alter it (TABLE_REWRITE: deny, plumb.yaml:'
git checkout -q schema
rm schema/payments.yaml
printf '\n$ git checkout schema; rm schema/payments.yaml\n'
expect 3 apply -e dev --yes --allow-destructive
says 'shop/payments: it is guarded by prevent_destroy and would be dropped or replaced'
git checkout -q schema
printf '\n$ git checkout schema\n'

chapter 'A plan in a file: stale once an object that it reads has moved, and not by anything else'
insert schema/shop.yaml 'placed_at:   timestamptz' '      gift_note:   text'
expect 0 plan -e staging -o plan.json
by_hand staging 'alter table staging_shop.orders alter column placed_at drop not null'
expect 4 apply plan.json --yes
says 'column shop/orders.placed_at changed'
by_hand staging 'alter table staging_shop.orders alter column placed_at set not null'
by_hand staging 'alter table staging_shop.products alter column weight_g set default 0'
expect 0 apply plan.json --yes
expect 4 apply plan.json --yes
says 'the plan file was applied before'
expect 0 plan -e staging
says 'Changed by others since the last apply'

printf '\n\nThat was all, and everything ended as it should.\n'
