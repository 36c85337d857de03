package dev.plumb.runtime.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A merge request of GitLab. */
final class GitLabDiscussion implements Discussion {
    private static final int PAGE = 100;

    private final Rest rest;
    private final String path;

    private GitLabDiscussion(Rest rest, String path) {
        this.rest = rest;
        this.path = path;
    }

    static GitLabDiscussion of(Map<String, String> environment, Duration firstPause) {
        String project = Discussion.needed(environment, "CI_PROJECT_ID");
        String number = Discussion.needed(environment, "CI_MERGE_REQUEST_IID");
        Rest rest = new Rest(
                Discussion.needed(environment, "CI_API_V4_URL"),
                Map.of("PRIVATE-TOKEN", Discussion.needed(environment, "GITLAB_TOKEN")),
                firstPause);
        return new GitLabDiscussion(
                rest,
                "/projects/" + URLEncoder.encode(project, StandardCharsets.UTF_8) + "/merge_requests/"
                        + URLEncoder.encode(number, StandardCharsets.UTF_8) + "/notes");
    }

    @Override
    public String description() {
        return rest.root() + path.substring(0, path.lastIndexOf('/'));
    }

    @Override
    public Author self() throws InterruptedException {
        JsonNode user = rest.read("/user").body();
        return new Author(
                Optional.of(user.path("id").asLong()), user.path("username").asText());
    }

    @Override
    public Page page(int page) throws InterruptedException {
        Rest.Answer answer = rest.read(path + "?sort=asc&order_by=created_at&per_page=" + PAGE + "&page=" + page);
        List<Comment> comments = new ArrayList<>();
        for (JsonNode note : answer.body()) {
            if (!note.path("system").asBoolean()) {
                comments.add(new Comment(
                        note.path("id").asLong(),
                        note.path("author").path("id").asLong(),
                        note.path("author").path("username").asText(),
                        note.path("body").asText()));
            }
        }
        return new Page(comments, answer.more());
    }

    @Override
    public void create(String body) throws InterruptedException {
        rest.write("POST", path, body);
    }

    @Override
    public void update(long comment, String body) throws InterruptedException {
        rest.write("PUT", path + "/" + comment, body);
    }
}
