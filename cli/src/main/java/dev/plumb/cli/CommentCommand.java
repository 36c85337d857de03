package dev.plumb.cli;

import dev.plumb.plan.preview.PreviewMarkdown;
import dev.plumb.plan.preview.Sections;
import dev.plumb.runtime.forge.Discussion;
import dev.plumb.runtime.forge.StickyComment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Puts a preview below the pull request or merge request that a build is for. */
final class CommentCommand implements Verb {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final Session session;

    private final Option<Path> file =
            Option.of(Path.class, "FILE", "the Markdown that plumb preview wrote", "-f", "--file");

    CommentCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "comment",
                "Puts a preview below the pull request or merge request that a build is for, in place of the one before.",
                List.of(file));
    }

    @Override
    public ExitCode call() {
        String markdown = read(file.value()
                .orElseThrow(() -> new UsageException(
                        "which preview is not said", "name the file that plumb preview -o wrote: --file preview.md")));
        String firstLine = markdown.lines().findFirst().orElse("");
        if (!PreviewMarkdown.isMarker(firstLine)) {
            throw new UsageException(
                    "--file " + file.value().orElseThrow() + " is no preview: its first line is not the mark of one",
                    "write it with plumb preview --format markdown -o FILE");
        }
        Discussion discussion = Discussion.of(session.surroundings().environment(), FIRST_PAUSE);
        try {
            StickyComment.Outcome outcome =
                    new StickyComment(discussion, firstLine).say(Sections.cut(markdown, Sections.MOST_CHARACTERS));
            session.messages().note("comment " + outcome.words() + " below " + discussion.description());
            return ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while commenting", "run the command again");
        }
    }

    private String read(Path path) {
        try {
            return Files.readString(session.resolve(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageException("cannot read --file " + path, "name the file that plumb preview -o wrote");
        }
    }
}
