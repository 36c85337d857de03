package dev.plumb.plan.computed;

/** What the trigger functions write into the ledger, in terms of their variables. */
final class ErrorRecords {
    /** {@code v_errors}: by column, an object with type, message and attempts. */
    static final String KEEP = """
            insert into plumb.cell_failure (relation, cell, key, error_type, message, attempts)
            select v_relation, plumb.cell_id(v_relation, x.key), v_key, x.value ->> 'type', x.value ->> 'message',
                   coalesce((x.value ->> 'attempts')::integer, 1)
            from pg_catalog.jsonb_each(v_errors) x
            on conflict (relation, key, cell) do update set error_type = excluded.error_type,
              message = excluded.message, attempts = excluded.attempts, at = excluded.at;
            """;

    /**
     * One note for the row, and a call for the workers at the end of the transaction. Transactions that call commit one after the
     * other, so nobody calls while notes wait: the workers go on until there are none, and look again soon after.
     */
    static final String NOTE = """
            if not exists (select from plumb.note n
                where n.relation = v_relation and n.claimed_by is null and n.not_before is null) then
              perform pg_catalog.pg_notify('plumb_note', v_relation::pg_catalog.oid::text);
            end if;
            insert into plumb.note (relation, key, cells) values (v_relation, v_key, v_noted);
            """;

    private ErrorRecords() {}
}
