package dev.plumb.runtime.forge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The comments below one change that people review. */
public sealed interface Discussion permits GitHubDiscussion, GitLabDiscussion {
    /** In words: {@code shop/shop#12 on https://api.github.com}. */
    String description();

    /** Whose comments are ours. */
    Author self() throws InterruptedException;

    /** A page of comments, the oldest first. */
    Page page(int number) throws InterruptedException;

    void create(String body) throws InterruptedException;

    void update(long comment, String body) throws InterruptedException;

    /**
     * Who writes.
     *
     * @param id absent where the forge does not say who we are
     * @param login what people call them
     */
    record Author(Optional<Long> id, String login) {
        boolean wrote(Comment comment) {
            return id.map(i -> i == comment.authorId()).orElse(login.equals(comment.author()));
        }
    }

    /** A comment. */
    record Comment(long id, long authorId, String author, String body) {}

    /** Some comments, and whether there are more. */
    record Page(List<Comment> comments, boolean more) {
        public Page {
            comments = List.copyOf(comments);
        }
    }

    /**
     * The change that a build is for, as the variables of its process say.
     *
     * @param firstPause before a request that failed is tried again; later ones are longer
     * @throws ForgeException when they do not, naming those that are missing
     */
    static Discussion of(Map<String, String> environment, Duration firstPause) {
        if ("true".equals(environment.get("GITLAB_CI"))) {
            return GitLabDiscussion.of(environment, firstPause);
        }
        if (environment.containsKey("GITHUB_REPOSITORY")) {
            return GitHubDiscussion.of(environment, firstPause);
        }
        throw new ForgeException(
                "this is no build of a pull request on GitHub or a merge request on GitLab: neither GITHUB_REPOSITORY nor GITLAB_CI"
                        + " is set",
                "run it in a workflow of the one or a pipeline of the other, or set GITHUB_REPOSITORY, GITHUB_REF and GITHUB_TOKEN");
    }

    /** The value of a variable without which there is nothing to do. */
    static String needed(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(v -> !v.isBlank())
                .orElseThrow(() -> new ForgeException(name + " is not set", "set it for this step of the build"));
    }
}
