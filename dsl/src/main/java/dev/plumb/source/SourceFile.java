package dev.plumb.source;

/**
 * A file that somebody wrote.
 *
 * @param path relative to the project, with forward slashes
 * @param text its whole content
 */
public record SourceFile(String path, String text) {}
