package dev.plumb.runtime.apply;

import static dev.plumb.runtime.apply.HandMadePlan.DIRECTORY;
import static dev.plumb.runtime.apply.HandMadePlan.column;
import static dev.plumb.runtime.apply.HandMadePlan.index;
import static dev.plumb.runtime.apply.HandMadePlan.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.Action;
import dev.plumb.plan.Plan;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.PartialException;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.runtime.ledger.NamespaceState;
import dev.plumb.schema.Address;
import dev.plumb.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplierTest {
    private static final Address NOTES = table("notes");

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aFirstApplyCreatesTheLedgerRunsThePlanAndRecordsEverything(int major) {
        ApplyFixture fixture = new ApplyFixture(TestPostgres.of(major).newDatabase());

        fixture.apply(createNotes(), DIRECTORY, NOTES, column("notes", "id"));

        assertThat(fixture.query("select count(*) from dev_app.notes")).containsExactly("0");
        assertThat(fixture.outcomes()).containsExactly("succeeded");
        assertThat(fixture.query(
                        "select state || ' ' || array_to_string(addresses, ',') from plumb.step order by ordinal"))
                .containsExactly("done app", "done app/notes");
        assertThat(fixture.managed()).containsExactlyInAnyOrder(DIRECTORY, NOTES, column("notes", "id"));
        assertThat(fixture.query("select count(*) from plumb.managed where live_fingerprint is null"))
                .containsExactly("0");
        assertThat(fixture.query("select owner from plumb.lease")).containsExactly("null");
    }

    @Test
    void afterAnApplyTheFastPathSeesThatNothingMovedUntilSomethingDoes() {
        ApplyFixture fixture = ApplyFixture.onLatest();
        assertThat(fixture.state().version()).isZero();
        fixture.apply(createNotes(), DIRECTORY, NOTES);

        assertThat(isUnchanged(fixture, ApplyFixture.SPEC_HASH)).isTrue();
        assertThat(isUnchanged(fixture, "another hash")).isFalse();
        fixture.database().execute("alter table dev_app.notes add column extra int");
        assertThat(isUnchanged(fixture, ApplyFixture.SPEC_HASH)).isFalse();
    }

    private static boolean isUnchanged(ApplyFixture fixture, String specHash) {
        return fixture.state()
                .namespace()
                .filter((NamespaceState n) -> n.isUnchanged(specHash))
                .isPresent();
    }

    @Test
    void aStatementThatFailsInTheOnlyTransactionLeavesEverythingAsItWas() {
        ApplyFixture fixture = ApplyFixture.onLatest();
        Plan plan = new HandMadePlan()
                .change(Action.CREATE, DIRECTORY)
                .step(DIRECTORY, "create schema dev_app")
                .step(NOTES, "create table dev_app.notes (id nonsense)")
                .build();

        assertThatThrownBy(() -> fixture.apply(plan, DIRECTORY, NOTES))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("type \"nonsense\" does not exist")
                .hasMessageContaining("step 2 of 2 (app/notes)")
                .hasMessageContaining("nothing was applied");

        assertThat(fixture.query("select 1 from pg_namespace where nspname = 'dev_app'"))
                .isEmpty();
        assertThat(fixture.outcomes()).containsExactly("failed");
        assertThat(fixture.query("select error from plumb.run").get(0)).contains("nonsense");
        assertThat(fixture.managed()).isEmpty();
        assertThat(fixture.query("select owner from plumb.lease")).containsExactly("null");
    }

    @Test
    void aStatementThatFailsInALaterTransactionSaysWhatIsDoneAndTheNextApplyContinues() {
        ApplyFixture fixture = ApplyFixture.onLatest();
        Plan plan = new HandMadePlan()
                .change(Action.CREATE, DIRECTORY)
                .change(Action.CREATE, NOTES)
                .step(DIRECTORY, "create schema dev_app")
                .nextTransaction()
                .step(NOTES, "create table dev_app.notes (id nonsense)")
                .build();

        assertThatThrownBy(() -> fixture.apply(plan, DIRECTORY, NOTES))
                .isInstanceOf(PartialException.class)
                .hasMessageContaining("step 1 of 2 is applied and recorded")
                .hasMessageContaining("apply continues where it stopped");

        assertThat(fixture.outcomes()).containsExactly("partial");
        assertThat(fixture.managed()).containsExactly(DIRECTORY);
        Plan rest = new HandMadePlan()
                .change(Action.CREATE, NOTES)
                .step(NOTES, "create table dev_app.notes (id int)")
                .build();
        fixture.apply(rest, DIRECTORY, NOTES);
        assertThat(fixture.outcomes()).containsExactly("partial", "succeeded");
        assertThat(fixture.managed()).containsExactlyInAnyOrder(DIRECTORY, NOTES);
    }

    @Test
    void aConcurrentIndexBuildIsRecordedBeforeAndAfter() {
        ApplyFixture fixture = withNotes();
        Address byId = index("notes", "notes_id_idx");
        Plan plan = new HandMadePlan()
                .change(Action.CREATE, byId)
                .alone(byId, "create index concurrently notes_id_idx on dev_app.notes (id)")
                .build();

        fixture.apply(plan, DIRECTORY, NOTES, byId);

        assertThat(fixture.query("select indisvalid from pg_index where indexrelid = 'dev_app.notes_id_idx'::regclass"))
                .containsExactly("t");
        assertThat(fixture.query("select state from plumb.step where run = 2")).containsExactly("done");
        assertThat(fixture.managed()).contains(byId);
    }

    @Test
    void aConcurrentIndexBuildThatFailsRemovesWhatItLeft() {
        ApplyFixture fixture = withNotes();
        fixture.database().execute("insert into dev_app.notes values (1), (1)");
        Address unique = index("notes", "notes_id_key");
        Plan plan = new HandMadePlan()
                .change(Action.CREATE, unique)
                .alone(unique, "create unique index concurrently notes_id_key on dev_app.notes (id)")
                .build();

        assertThatThrownBy(() -> fixture.apply(plan, DIRECTORY, NOTES, unique))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("Key (id)=(1) is duplicated")
                .hasMessageContaining("remove the duplicate rows");

        assertThat(fixture.query("select 1 from pg_class where relname = 'notes_id_key'"))
                .isEmpty();
        assertThat(fixture.query("select state from plumb.step where run = 2")).containsExactly("failed");
    }

    @Test
    void somebodyElsesInvalidIndexIsNotTouched() {
        ApplyFixture fixture = withNotes();
        fixture.database()
                .execute(
                        "create index notes_id_idx on dev_app.notes (id);"
                                + " update pg_index set indisvalid = false where indexrelid = 'dev_app.notes_id_idx'::regclass");
        Address byId = index("notes", "notes_id_idx");
        Plan plan = new HandMadePlan()
                .change(Action.CREATE, byId)
                .alone(byId, "create index concurrently notes_id_idx on dev_app.notes (id)")
                .build();

        assertThatThrownBy(() -> fixture.apply(plan, DIRECTORY, NOTES, byId))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("already exists");

        assertThat(fixture.query("select 1 from pg_class where relname = 'notes_id_idx'"))
                .hasSize(1);
    }

    @Test
    void aPlanThatAnotherApplyHasOvertakenIsRefused() {
        ApplyFixture fixture = withNotes();
        Plan plan = new HandMadePlan()
                .change(Action.ALTER, NOTES)
                .step(NOTES, "alter table dev_app.notes add column extra int")
                .build();
        ApplyRequest early = fixture.request(plan, DIRECTORY, NOTES);
        fixture.database().execute("alter table dev_app.notes add column other int");

        assertThatThrownBy(() -> fixture.applier(ApplyFixture.OPTIONS).apply(early, ApplyListener.SILENT))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("has changed since the plan was made")
                .hasMessageContaining("look at a new plan");
        assertThat(fixture.outcomes()).containsExactly("succeeded");
    }

    @Test
    void aPlanMadeBeforeAnotherApplyChangedWhatIsManagedIsRefused() {
        ApplyFixture fixture = withNotes();
        ApplyRequest early = fixture.request(
                new HandMadePlan().change(Action.ADOPT, column("notes", "id")).build(), DIRECTORY, NOTES);
        fixture.apply(
                new HandMadePlan().change(Action.ADOPT, column("notes", "id")).build(), DIRECTORY, NOTES);

        assertThatThrownBy(() -> fixture.applier(ApplyFixture.OPTIONS).apply(early, ApplyListener.SILENT))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("another apply has finished");
    }

    @Test
    void adoptingRunsNoStatementAndIsRecorded() {
        ApplyFixture fixture = ApplyFixture.onLatest();
        fixture.database().execute("create schema dev_app; create table dev_app.notes (id int)");
        Plan plan = new HandMadePlan()
                .change(Action.ADOPT, DIRECTORY)
                .change(Action.ADOPT, NOTES)
                .build();

        fixture.apply(plan, DIRECTORY, NOTES);

        assertThat(fixture.managed()).containsExactlyInAnyOrder(DIRECTORY, NOTES);
        assertThat(fixture.outcomes()).containsExactly("succeeded");
        assertThat(fixture.query("select 1 from plumb.step")).isEmpty();
    }

    @Test
    void anEmptyPlanBringsTheLedgerUpToDateAndIsNoRun() {
        ApplyFixture fixture = withNotes();
        fixture.database().execute("alter table dev_app.notes add column theirs int");

        assertThat(fixture.apply(new HandMadePlan().build(), DIRECTORY, NOTES)).isEmpty();

        assertThat(fixture.outcomes()).containsExactly("succeeded");
        assertThat(isUnchanged(fixture, ApplyFixture.SPEC_HASH)).isTrue();
    }

    @Test
    void whatIsManagedFollowsARenameEvenWhenALaterStepFails() {
        ApplyFixture fixture = withNotes();
        Address pages = table("pages");
        Plan plan = new HandMadePlan()
                .rename(NOTES, pages)
                .change(Action.ALTER, pages)
                .step(pages, "alter table dev_app.notes rename to pages")
                .nextTransaction()
                .step(table("other"), "create table dev_app.other (id nonsense)")
                .build();

        assertThatThrownBy(() -> fixture.apply(plan, DIRECTORY, pages, column("pages", "id"), table("other")))
                .isInstanceOf(PartialException.class);

        assertThat(fixture.managed()).containsExactlyInAnyOrder(DIRECTORY, pages, column("pages", "id"));
    }

    @Test
    void whatIsDroppedIsNoLongerManaged() {
        ApplyFixture fixture = withNotes();
        Plan plan = new HandMadePlan()
                .change(Action.DROP, NOTES)
                .step(NOTES, "drop table dev_app.notes")
                .build();

        fixture.apply(plan, DIRECTORY);

        assertThat(fixture.managed()).containsExactly(DIRECTORY);
    }

    @Test
    void braceAndQuestionMarkInAStatementReachTheServerAsTheyAre() {
        ApplyFixture fixture = withNotes();
        Plan plan = new HandMadePlan()
                .change(Action.ALTER, NOTES)
                .step(
                        NOTES,
                        "alter table dev_app.notes add column j jsonb default jsonb_build_object('{fn now()}', '{}')"
                                + " check (j ? '{fn now()}')")
                .build();

        fixture.apply(plan, DIRECTORY, NOTES);

        fixture.database().execute("insert into dev_app.notes default values");
        assertThat(fixture.query("select j from dev_app.notes")).containsExactly("{\"{fn now()}\": \"{}\"}");
    }

    @Test
    void aLedgerOfANewerPlumbIsRefused() {
        ApplyFixture fixture = withNotes();
        fixture.database().execute("update plumb.ledger set version = 99");

        assertThatThrownBy(() -> fixture.apply(new HandMadePlan().build()))
                .isInstanceOf(WrongTargetException.class)
                .hasMessageContaining("version 99");
    }

    /** A namespace with one managed table, {@code notes}. */
    private static ApplyFixture withNotes() {
        ApplyFixture fixture = ApplyFixture.onLatest();
        fixture.apply(createNotes(), DIRECTORY, NOTES, column("notes", "id"));
        return fixture;
    }

    private static Plan createNotes() {
        return new HandMadePlan()
                .change(Action.CREATE, DIRECTORY)
                .change(Action.CREATE, NOTES)
                .step(DIRECTORY, "create schema dev_app")
                .step(NOTES, "create table dev_app.notes (id int)")
                .build();
    }
}
