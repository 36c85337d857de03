package dev.plumb.runtime.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.CatalogState;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Spec;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalizerTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void whatIsCreatedFromTheCanonicalFormIsReadBackTheSame(int major) throws SQLException {
        try (Database database = new Database(major)) {
            Spec spec = Database.spec(Database.resource("kitchen-sink.yaml"));
            CanonicalSchema canonical = database.canonicalize(spec);
            database.create(canonical.schema());
            CatalogState state = database.read(Database.schemas(spec.schema()));
            canonical = new NormalForm(database.canonicalizer(spec)).align(canonical, state);
            Schema live = state.schema();

            assertThat(live.directories()).hasSameSizeAs(canonical.schema().directories());
            canonical.schema().directories().forEach(desired -> {
                Map<String, SchemaObject> objects = live.directory(desired.path()).orElseThrow().objects().stream()
                        .collect(Collectors.toMap(o -> o.kind() + o.name(), o -> o));
                desired.objects().forEach(o -> assertThat(o).isEqualTo(objects.get(o.kind() + o.name())));
            });
        }
    }
}
