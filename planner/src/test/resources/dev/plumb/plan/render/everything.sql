-- Plumb: plan for environment prod, 5 statements.
\set ON_ERROR_STOP on
\encoding UTF8

begin;

-- library/raw/pages
alter table prod_library__raw.sheets rename to pages;

-- library/recent_documents
drop view prod_library.recent_documents;

commit;

begin;

-- library/documents.title, library/documents."legacy code"
alter table prod_library.documents
    alter column title type bigint;

commit;

-- library/documents.documents_title_idx
-- cannot run in a transaction; safe to repeat
create index concurrently documents_title_idx on prod_library.documents (title);

begin;

-- library/recent_documents
create view prod_library.recent_documents as select 1;

commit;
