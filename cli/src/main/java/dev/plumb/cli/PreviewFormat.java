package dev.plumb.cli;

import dev.plumb.plan.preview.Preview;
import dev.plumb.plan.preview.PreviewAnnotations;
import dev.plumb.plan.preview.PreviewMarkdown;
import dev.plumb.plan.preview.PreviewSarif;
import dev.plumb.plan.render.JsonDocuments;
import java.util.Locale;

/** How a preview is written. */
enum PreviewFormat {
    MARKDOWN {
        @Override
        String render(Preview preview, String folder) {
            return PreviewMarkdown.render(preview);
        }
    },
    JSON {
        @Override
        String render(Preview preview, String folder) {
            return JsonDocuments.write(preview);
        }
    },
    SARIF {
        @Override
        String render(Preview preview, String folder) {
            return PreviewSarif.render(preview, folder);
        }
    },
    GITHUB {
        @Override
        String render(Preview preview, String folder) {
            return PreviewAnnotations.github(preview, folder);
        }
    },
    GITLAB {
        @Override
        String render(Preview preview, String folder) {
            return PreviewAnnotations.gitlab(preview, folder);
        }
    };

    /** @param folder of the project below the root of its repository, ending with a slash, or empty */
    abstract String render(Preview preview, String folder);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
