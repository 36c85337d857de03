package dev.plumb.runtime.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pull request of GitHub, or of an installation of its own. */
final class GitHubDiscussion implements Discussion {
    private static final Pattern REF = Pattern.compile("refs/pull/(\\d+)/(?:merge|head)");
    private static final int PAGE = 100;

    private final Rest rest;
    private final String repository;
    private final long number;

    GitHubDiscussion(Rest rest, String repository, long number) {
        this.rest = rest;
        this.repository = repository;
        this.number = number;
    }

    static GitHubDiscussion of(Map<String, String> environment, Duration firstPause) {
        String repository = Discussion.needed(environment, "GITHUB_REPOSITORY");
        String token = Discussion.needed(environment, "GITHUB_TOKEN");
        String ref = Discussion.needed(environment, "GITHUB_REF");
        Matcher matcher = REF.matcher(ref);
        if (!matcher.matches()) {
            throw new ForgeException(
                    "GITHUB_REF is " + ref + ", which is no pull request",
                    "run plumb comment in a workflow that starts on pull_request");
        }
        String root = environment.getOrDefault("GITHUB_API_URL", "https://api.github.com");
        Rest rest = new Rest(
                root, Map.of("Authorization", "Bearer " + token, "X-GitHub-Api-Version", "2022-11-28"), firstPause);
        return new GitHubDiscussion(rest, repository, Long.parseLong(matcher.group(1)));
    }

    @Override
    public String description() {
        return repository + "#" + number + " on " + rest.root();
    }

    /** The token of a workflow is an installation's, to which GitHub does not say who it is. */
    @Override
    public Author self() throws InterruptedException {
        Rest.Answer user = rest.get("/user");
        return user.status() == 200
                ? new Author(
                        Optional.of(user.body().path("id").asLong()),
                        user.body().path("login").asText())
                : new Author(Optional.empty(), "github-actions[bot]");
    }

    @Override
    public Page page(int page) throws InterruptedException {
        Rest.Answer answer = rest.read(
                "/repos/" + repository + "/issues/" + number + "/comments?per_page=" + PAGE + "&page=" + page);
        List<Comment> comments = new ArrayList<>();
        for (JsonNode comment : answer.body()) {
            comments.add(new Comment(
                    comment.path("id").asLong(),
                    comment.path("user").path("id").asLong(),
                    comment.path("user").path("login").asText(),
                    comment.path("body").asText()));
        }
        return new Page(comments, answer.more());
    }

    @Override
    public void create(String body) throws InterruptedException {
        rest.write("POST", "/repos/" + repository + "/issues/" + number + "/comments", body);
    }

    @Override
    public void update(long comment, String body) throws InterruptedException {
        rest.write("PATCH", "/repos/" + repository + "/issues/comments/" + comment, body);
    }
}
