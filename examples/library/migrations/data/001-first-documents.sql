-- Runs once in every environment, after all changes. Directories are called by their own names.
insert into accounts.users (email, full_name, role)
values ('ada@example.org', 'Ada Quill', 'librarian'),
       ('ben@example.org', 'Ben Reader', 'reader'),
       ('cyd@example.org', 'Cyd Marginalia', 'reader');

insert into library.authors (name, born_on, home)
values ('Mary Shelley', '1797-08-30', row ('Marchmont Street', 'London', 'GB')),
       ('Jules Verne', '1828-02-08', row ('Rue Charles-Dubois', 'Amiens', 'FR')),
       ('Karel Čapek', '1890-01-09', null);

insert into library.documents (title, body, isbn, status, owner_id, pages, price, metadata)
values ('Frankenstein', 'It was on a dreary night of November', '9780141439471', 'published', 1, 280, 7.99, '{"year": 1818}'),
       ('Twenty Thousand Leagues under the Sea', 'The year 1866 was marked', '9780199539277', 'published', 1, 445, 9.50, '{"year": 1870}'),
       ('R.U.R.', 'Central office of the factory', '9780141182087', 'draft', 2, 84, null, '{"year": "about 1920"}'),
       ('Notes on cataloguing', null, null, 'withdrawn', null, 12, null, '{}');

insert into library.authorships (document_id, author_id) values (1, 1), (2, 2), (3, 3);

insert into library.loans (document_id, user_id, lent)
values (1, 2, '[2026-01-05,2026-02-05)'), (2, 3, '[2026-01-12,2026-02-12)');

insert into library__raw.scans (document_id, page, content) values (1, 1, 'FRANKENSTEIN; or'), (1, 2, 'LETTER I');

refresh materialized view library.owner_totals;
