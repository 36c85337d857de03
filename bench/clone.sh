#!/usr/bin/env bash
# Clones 1% of a shop with ROWS rows into a sandbox, twice with the same seed, and checks that every foreign key holds, that masked columns
# differ and that both clones have the same rows. Prints the seconds of each clone, and of reading all rows by COPY beside them.
# usage: bench/clone.sh [ROWS] [PERCENT]      (default 1000000 1%; needs psql on the path)
set -euo pipefail
cd "$(dirname "$0")/.."
rows=${1:-1000000} part=${2:-1%} work=$PWD/bench/target/clone plumb=$PWD/plumb
rm -rf "$work"
mkdir -p "$work/schema"
"$plumb" --version > /dev/null

cat > "$work/plumb.yaml" <<'YAML'
project: clone
environments:
  dev: {database: embedded}
mask:
  shop/customers.email: email
  shop/customers.name: hash
YAML
cat > "$work/schema/shop.yaml" <<'YAML'
dir: shop
tables:
  customers:
    columns:
      id: {type: bigint, identity: always}
      email: text not null unique
      name: text not null
      referred_by: bigint references customers(id)
    primary_key: [id]
  orders:
    columns:
      id: {type: bigint, identity: always}
      customer: bigint not null references customers(id)
      net: numeric(10,2) not null
      note: text
    computed:
      gross: {type: "numeric(10,2)", sql: net * 1.2}
    primary_key: [id]
    indexes: {orders_customer_idx: [customer]}
  lines:
    columns:
      order_id: bigint not null references orders(id)
      position: integer not null
      article: text not null
    primary_key: [order_id, position]
YAML

"$plumb" db start -C "$work" -e dev >&2
trap '"$plumb" db stop -C "$work" -e dev >&2; rm -rf "$work"' EXIT
url=$("$plumb" db url -C "$work" -e dev | grep -o 'postgresql://[^ ]*' | grep -v jdbc | head -1)
sql() { psql -qXAt -v ON_ERROR_STOP=1 "$url" -c "$1"; }

# seconds COMMAND...: one run in seconds.
seconds() {
  local begin end
  begin=$(date +%s%N)
  "$@" > "$work/last.out" 2> "$work/last.err" || { cat "$work/last.out" "$work/last.err" >&2; exit 1; }
  end=$(date +%s%N)
  awk -v n=$((end - begin)) 'BEGIN { printf "%.2f\n", n / 1e9 }'
}

"$plumb" apply -C "$work" -e dev --yes > /dev/null
tenth=$((rows / 10))
sql "insert into dev_shop.customers (email, name, referred_by)
     select 'p' || i || '@example.com', 'Name ' || i, case when i % 5 = 0 then 1 + i / 2 end from generate_series(1, $tenth) i"
sql "insert into dev_shop.orders (customer, net, note)
     select 1 + (i * 31) % $tenth, i % 1000, 'note ' || i from generate_series(1, 3 * $tenth) i"
sql "insert into dev_shop.lines
     select 1 + (i * 17::bigint) % (3 * $tenth), i, 'article ' || i from generate_series(1, $rows - 4 * $tenth) i"
sql "vacuum analyze"

echo "rows: $(sql 'select (select count(*) from dev_shop.customers) + (select count(*) from dev_shop.orders)
  + (select count(*) from dev_shop.lines)')"
echo "clone dev/ann: $(seconds "$plumb" env clone -C "$work" dev ann --rows "$part" --seed 42) s"
cat "$work/last.out"
echo "clone dev/bob: $(seconds "$plumb" env clone -C "$work" dev bob --rows "$part" --seed 42) s"
dump() { for table in customers orders lines; do sql "copy dev_shop.$table to stdout"; done > "$work/dump"; }
echo "COPY of all rows: $(seconds dump) s"

# is WHAT QUERY: says whether a query gives true.
is() { [ "$(sql "select $2")" = t ] && echo "ok: $1" || { echo "NOT SO: $1"; exit 1; }; }
is "every order has its customer" "not exists (select from dev_ann_shop.orders o
  where not exists (select from dev_ann_shop.customers c where c.id = o.customer))"
is "every line has its order" "not exists (select from dev_ann_shop.lines l
  where not exists (select from dev_ann_shop.orders o where o.id = l.order_id))"
is "everybody who referred somebody is there" "not exists (select from dev_ann_shop.customers c where referred_by is not null
  and not exists (select from dev_ann_shop.customers r where r.id = c.referred_by))"
is "every foreign key is validated and as declared" "(select count(*) = 3 and bool_and(convalidated and not condeferrable)
  from pg_constraint where contype = 'f' and connamespace = 'dev_ann_shop'::regnamespace)"
is "masked columns differ" "not exists (select from dev_ann_shop.customers a join dev_shop.customers b using (id)
  where a.email = b.email or a.name = b.name)"
is "computed columns are right" "not exists (select from dev_ann_shop.orders where gross is distinct from net * 1.2)"
for table in customers orders lines; do
  is "the same seed gives the same $table" "(select md5(string_agg(t::text, ';' order by t::text)) from dev_ann_shop.$table t)
    = (select md5(string_agg(t::text, ';' order by t::text)) from dev_bob_shop.$table t)"
done
