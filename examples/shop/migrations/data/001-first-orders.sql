-- Runs once in every environment, after all changes. Directories are called by their own names.
insert into shop.customers (email, full_name, country)
values ('ada@Example.org', 'Ada Quill', 'GB'),
       ('ben@example.net', 'Ben Reader', 'US'),
       ('cyd@example.org', 'Cyd Marginalia', 'FR');

insert into shop.products (sku, name, price, weight_g)
values ('INK-1', 'Ink, black', 4.50, 120),
       ('PEN-7', 'Fountain pen', 39.00, 24),
       ('PAP-2', 'Paper, 500 sheets', 7.25, 2500);

insert into shop.orders (customer_id, status, legacy_code)
select id, case when full_name like 'A%' then 'paid' else 'new' end::shop.status, 'L-' || id from shop.customers;

insert into shop.order_lines (order_id, line, product_id, quantity, unit_price)
select o.id, p.id, p.id, 1 + (o.id + p.id) % 3, p.price from shop.orders o cross join shop.products p;
