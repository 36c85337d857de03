package dev.plumb.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.CatalogState.OutputColumn;
import dev.plumb.schema.Address;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.View;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewsTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void theQueryOfAViewIsInLogicalNamesAndHasNoSemicolon(int major) {
        Library library = Library.on(major, """
                create type status as enum ('draft');
                create table t (id int, s status);
                create table dev_library__raw.pages (id int);
                create view v (one, "Two") with (security_barrier) as
                    select d.id, 'dev_library.t' from t d join dev_library__raw.pages p using (id) where d.s = 'draft';
                comment on view v is 'V';
                """);

        assertThat(library.object(View.class, "v")).satisfies(view -> {
            assertThat(view.query().replaceAll("\\s+", " "))
                    .isEqualTo("SELECT d.id AS one, 'dev_library.t'::text AS \"Two\" FROM (library.t d"
                            + " JOIN library__raw.pages p USING (id)) WHERE (d.s = 'draft'::library.status)");
            assertThat(view.columns()).isEmpty();
            assertThat(view.options().values()).isEqualTo(Map.of("security_barrier", "true"));
            assertThat(view.comment()).contains("V");
        });
        assertThat(library.read().outputColumns())
                .containsEntry(
                        Address.of(ObjectKind.VIEW, Library.PATH, "v"),
                        List.of(new OutputColumn("one", "integer"), new OutputColumn("Two", "text")));
    }

    @Test
    void securityInvokerAndCheckOptionAreOptions() {
        Library library = Library.onLatest("""
                create table t (id int);
                create view v with (security_invoker) as select * from t where id > 0 with cascaded check option;
                """);

        assertThat(library.object(View.class, "v").options().values())
                .isEqualTo(Map.of("security_invoker", "true", "check_option", "cascaded"));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void materializedViewsCarryQueryIndexesStorageAndComment(int major) {
        Library library = Library.on(major, """
                create table t (id int);
                create materialized view m with (fillfactor = 90) as select id as n from t;
                create index m_idx on m (n desc);
                comment on materialized view m is 'M';
                """);

        assertThat(library.object(MaterializedView.class, "m")).satisfies(view -> {
            assertThat(view.query().replaceAll("\\s+", " ").replace("t.id", "id"))
                    .isEqualTo("SELECT id AS n FROM library.t");
            assertThat(view.indexes()).singleElement().satisfies(i -> assertThat(i.elements())
                    .containsExactly("n DESC"));
            assertThat(view.storageParameters().values()).isEqualTo(Map.of("fillfactor", "90"));
            assertThat(view.comment()).contains("M");
        });
        assertThat(library.read().tables()).containsKey(Address.of(ObjectKind.MATERIALIZED_VIEW, Library.PATH, "m"));
    }
}
